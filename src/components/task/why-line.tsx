'use client';
import Link from 'next/link';
import { whyTask } from '@/contract/task';
import { useEndpoint } from '@/hooks/use-endpoint';

/** Why the task stands where it stands, always, in one sentence; further holds below it. */
export function WhyLine({ taskRef }: { taskRef: string }) {
  const why = useEndpoint(whyTask, { params: { id: taskRef } });
  if (why.isError) {
    return (
      <p className="mb-4 text-label text-danger">Why it stands here could not be read: {why.error.message}</p>
    );
  }
  const holds = why.data?.holds ?? [];
  const rest = holds.filter((hold) => hold.sentence !== why.data?.sentence);
  const link = holds.find((hold) => hold.sentence === why.data?.sentence)?.link;
  return (
    <section
      aria-label="Why it stands here"
      className="mb-4 min-h-10 rounded-panel border border-line bg-panel px-4 py-2.5"
    >
      <p className="text-read">
        <span className="mr-2 text-label font-medium text-ink-3">Why</span>
        {why.data?.sentence ?? '…'} {link && <HoldLink href={link} />}
      </p>
      {rest.length > 0 && (
        <ul className="mt-1 list-disc pl-8 text-ink-2">
          {rest.map((hold) => (
            <li key={`${hold.code} ${hold.sentence}`}>
              {hold.sentence} {hold.link && <HoldLink href={hold.link} />}
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
    <Link href={href} className="font-medium text-accent underline underline-offset-2">
      Look there
    </Link>
  );
}
