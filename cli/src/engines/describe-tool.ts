import { worktreePath } from './worktree-path';

const LONGEST = 160;

/** What an agent does with a tool, in a few words for people. */
export function describeTool(name: string, input: Record<string, unknown>, cwd: string): string {
  const text = (key: string) => (typeof input[key] === 'string' ? (input[key] as string) : '');
  const file = () => shown(cwd, text('file_path') || text('notebook_path') || text('path'));
  switch (name) {
    case 'Bash':
      return clip(
        text('description') ? `${text('description')}: ${text('command')}` : `Running ${text('command')}`,
      );
    case 'Read':
      return clip(`Reading ${file()}`);
    case 'Write':
      return clip(`Writing ${file()}`);
    case 'Edit':
    case 'NotebookEdit':
      return clip(`Editing ${file()}`);
    case 'Glob':
    case 'Grep':
      return clip(`Searching for ${text('pattern')}`);
    case 'Task':
    case 'Agent':
      return clip(`Sub-agent: ${text('description')}`);
    case 'WebFetch':
      return clip(`Fetching ${text('url')}`);
    case 'WebSearch':
      return clip(`Searching the web for ${text('query')}`);
    case 'AskUserQuestion':
      return 'Asking a question';
    default:
      return clip(`Using ${name}`);
  }
}

/** One line, at most as long as a heartbeat carries. */
export function clip(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}

function shown(cwd: string, path: string): string {
  try {
    return worktreePath(cwd, path).path;
  } catch {
    return path;
  }
}
