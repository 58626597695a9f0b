'use client';
import { LockKeyhole } from 'lucide-react';
import Link from 'next/link';
import { useId, useState } from 'react';
import type { HeldBy } from '@/contract/attempt';
import type { Project } from '@/contract/project';
import { useAsk } from '@/hooks/use-ask';
import { linesOf } from '../task/task-draft-state';
import { Button } from '../ui/button';
import { Select, TextArea } from '../ui/controls';
import { ErrorPanel } from '../ui/error-panel';
import { described, Field } from '../ui/field';
import { Panel } from '../ui/panel';
import { Phrase } from '../ui/phrase';
import { words } from '../words/lock-page';

/** Asks whether paths could be locked now, and says for each of them who is in the way. */
export function LockCheck({ projects, projectId }: { projects: Project[]; projectId: string }) {
  const id = useId();
  const [paths, setPaths] = useState('');
  const [chosen, setChosen] = useState('');
  const ask = useAsk('checkLocks');
  const files = linesOf(paths);
  const project = chosen || projectId || projects[0]?.id;
  const check = () => ask.mutate({ body: { projectId: project, files } });
  return (
    <Panel title={words.check.title} id="check">
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          check();
        }}
      >
        {projects.length > 1 && (
          <Field id={`${id}-project`} label={words.check.project}>
            <Select id={`${id}-project`} value={project} onChange={(event) => setChosen(event.target.value)}>
              {projects.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </Select>
          </Field>
        )}
        <Field id={`${id}-paths`} label={words.check.paths} hint={words.check.hint}>
          <TextArea
            {...described(`${id}-paths`)}
            className="mono"
            rows={4}
            value={paths}
            placeholder={'src/orders/\ntests/**/*.ts'}
            onChange={(event) => setPaths(event.target.value)}
          />
        </Field>
        <div>
          <Button type="submit" busy={ask.isPending} disabled={files.length === 0 || projects.length === 0}>
            {words.check.submit}
          </Button>
        </div>
      </form>
      {ask.isError && (
        <div className="mt-3">
          <ErrorPanel title={words.check.failed} error={ask.error} />
        </div>
      )}
      <div role="status">
        {ask.data && (
          <>
            <p className={`mt-4 font-medium ${ask.data.available ? 'text-success' : 'text-attention'}`}>
              {ask.data.available ? words.check.yes : words.check.no}
            </p>
            <ul className="mt-2 flex flex-col gap-2">
              {[...new Set(ask.data.heldBy.map((one) => one.path))].map((path) => (
                <Held key={path} path={path} by={ask.data.heldBy.filter((one) => one.path === path)} />
              ))}
            </ul>
          </>
        )}
      </div>
    </Panel>
  );
}

function Held({ path, by }: { path: string; by: HeldBy[] }) {
  return (
    <li className="flex gap-2">
      <LockKeyhole className="mt-0.5 size-4 shrink-0 text-attention" aria-hidden="true" />
      <div className="min-w-0 text-label">
        <code className="break-all">{path}</code>
        {by.map((one) => (
          <p key={`${one.taskRef} ${one.pattern}`} className="text-ink-2">
            <Phrase
              of={one.pattern === path ? words.check.held : words.check.heldByPattern}
              parts={{
                task: (
                  <Link href={`/tasks/${one.taskRef}`} className="text-accent underline">
                    {one.taskRef} <bdi>{one.taskTitle}</bdi>
                  </Link>
                ),
                pattern: <code className="break-all">{one.pattern}</code>,
              }}
            />
          </p>
        ))}
      </div>
    </li>
  );
}
