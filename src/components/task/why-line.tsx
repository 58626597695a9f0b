'use client';
import Link from 'next/link';
import { useEndpoint } from '@/hooks/use-endpoint';
import { words } from '../words/task-page';

/** Why the task stands where it stands, always, in one sentence; further holds below it. */
export function WhyLine({ taskRef }: { taskRef: string }) {
  const why = useEndpoint('whyTask', { params: { id: taskRef } });
  if (why.isError) {
    return <p className="mb-4 text-label text-danger">{words.why.unread(why.error.message)}</p>;
  }
  const here = `/tasks/${taskRef}`;
  const holds = why.data?.holds ?? [];
  const rest = holds.filter((hold) => hold.sentence !== why.data?.sentence);
  const link = holds.find((hold) => hold.sentence === why.data?.sentence)?.link;
  return (
    <section
      aria-label={words.why.label}
      className="mb-4 min-h-10 rounded-panel border border-line bg-panel px-4 py-2.5"
    >
      <p className="text-read">
        <span className="mr-2 text-label font-medium text-ink-3">{words.why.why}</span>
        {why.data?.sentence ?? '…'} {link && link !== here && <HoldLink href={link} />}
      </p>
      {rest.length > 0 && (
        <ul className="mt-1 list-disc pl-8 text-ink-2">
          {rest.map((hold) => (
            <li key={`${hold.code} ${hold.sentence}`}>
              {hold.sentence} {hold.link && hold.link !== here && <HoldLink href={hold.link} />}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function HoldLink({ href }: { href: string }) {
  if (!href.startsWith('/') || href.startsWith('//')) return null;
  return (
    <Link href={href} className="font-medium whitespace-nowrap text-accent underline underline-offset-2">
      {nameOf(href)}
    </Link>
  );
}

function nameOf(href: string): string {
  const [path = ''] = href.split('?');
  const [, section = '', part = ''] = path.split('/');
  if (/^[A-Z]+-\d+$/.test(part)) return words.why.open(part);
  const ref = /[?&]e=(EXC-\d+)/.exec(href)?.[1];
  if (ref) return words.why.open(ref);
  const named: Record<string, string> = {
    runners: words.why.runners,
    connect: words.why.connect,
    exceptions: words.why.exceptions,
    tasks: words.why.tasks,
    projects: words.why.projects,
    agents: words.why.agents,
    settings: words.why.settings,
  };
  return named[section] ?? words.why.more;
}
