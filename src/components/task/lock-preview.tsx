'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useEffect, useState } from 'react';
import type { HeldBy } from '@/contract/attempt';
import type { LikelyMeeting } from '@/contract/lock';
import type { ApiError } from '@/hooks/api-error';
import { call } from '@/hooks/call';
import { Phrase } from '../ui/phrase';
import { words as form } from '../words/task-new';

const words = form.locks;

const TYPING_MS = 400;
const NONE: string[] = [];

interface PreviewProps {
  projectId: string;
  files: string[];
  reads: string[];
}

/** Whether the hinted files are free now. Advisory: the real answer falls when a runner takes the task. */
export function LockPreview({ projectId, files, reads }: PreviewProps) {
  const [asked, setAsked] = useState({ files: NONE, reads: NONE });
  const typed = JSON.stringify({ files, reads });
  useEffect(() => {
    const timer = setTimeout(() => setAsked(JSON.parse(typed)), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const asks = asked.files.length + asked.reads.length > 0;
  const locks = useQuery<Awaited<ReturnType<typeof call<'checkLocks'>>>, ApiError>({
    queryKey: ['checkLocks', projectId, asked],
    queryFn: ({ signal }) =>
      call('checkLocks', { body: { projectId: projectId || undefined, ...asked }, signal }),
    enabled: asks,
    retry: false,
  });
  if (!asks) return null;
  if (locks.isError) return <p className="text-label text-danger">{locks.error.message}</p>;
  if (!locks.data) return <p className="text-label text-ink-3">{words.looking}</p>;
  const { available, heldBy, expected, likely } = locks.data;
  return (
    <>
      {available && <p className="text-label text-success">{words.free}</p>}
      {!available && <Others title={words.held} held={heldBy} />}
      {expected.length > 0 && <Others title={words.expected} held={expected} />}
      {likely.length > 0 && <Others title={words.likely} held={likely} />}
    </>
  );
}

function Others({ title, held: others }: { title: string; held: (HeldBy & Partial<LikelyMeeting>)[] }) {
  return (
    <div className="text-label text-attention">
      <p>{title}</p>
      <ul className="list-disc pl-5">
        {others.map((held) => (
          <li key={`${held.path} ${held.taskRef} ${held.pattern}`}>
            <Phrase
              of={
                held.of === undefined
                  ? words.by
                  : words.together(held.together ?? 0, held.of, held.in ?? 'tasks')
              }
              parts={{
                path: <code>{held.path}</code>,
                task: (
                  <Link href={`/tasks/${held.taskRef}`} className="underline">
                    {held.taskRef} <bdi>{held.taskTitle}</bdi>
                  </Link>
                ),
              }}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}
