import { countOf } from '../ui/format-count';

/** The words of a log: what stands around its lines. */
export const words = {
  title: 'Log',
  lines: 'Lines',
  next: 'Next match',
  previous: 'Previous match',
  follow: 'Follow the end of the log',
  errors: 'Errors only',
  times: 'Times',
  wrap: 'Wrap long lines',
  rawLines: 'Raw lines',
  jump: (unseen: number) => `Jump to live${unseen > 0 ? ` · ${unseen} new` : ''}`,
  added: (lines: number, errors: number) =>
    `${countOf(lines, 'new line')}${errors > 0 ? `, ${errors} of them errors` : ''}`,
  pick: (line: number) => `Pick line ${line}`,
  toolbar: {
    search: 'Search in the log',
    notFound: 'not found',
    match: (nth: number, of: number) => `${nth} of ${of}`,
    show: 'Show',
    filters: { agent: 'Agent', tools: 'Tools', output: 'Output', runner: 'Runner', checks: 'Checks' },
    stamps: { none: 'none', offset: 'offset', clock: 'clock' },
    raw: 'Raw',
    download: 'Download the log',
  },
  footer: {
    following: 'Following the end',
    notFollowing: 'Not following',
    picked: (one: boolean, range: string) => `${one ? 'Line' : 'Lines'} ${range}`,
    copyLink: 'Copy link to these lines',
    link: 'link',
    copyText: 'Copy the text of these lines',
    text: 'text',
    clear: 'Clear',
    pruned:
      'This log was removed when its time was over: logs are kept for as long as LOG_RETENTION_DAYS says.',
    nothing: 'This agent wrote nothing.',
    waiting: 'Waiting for the first output. It usually comes within ten seconds.',
    count: (lines: number, noneShown: boolean) =>
      `${countOf(lines, 'line')}${noneShown ? ', none shown by these filters' : ''}`,
    before: (lines: number) => `The end of the log; ${countOf(lines, 'line')} before it being read.`,
    complete: (count: string) => `${count}, complete.`,
    lost: (count: string) => `${count}. The connection was lost; resuming after the last line.`,
    soFar: (count: string) => `${count} so far.`,
  },
};
