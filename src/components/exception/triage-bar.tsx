'use client';
import { AlarmClock, UserRound } from 'lucide-react';
import type { Exception } from '@/contract/exception';
import { foresee } from '@/hooks/foresee';
import { useChange } from '@/hooks/use-change';
import { useEndpoint } from '@/hooks/use-endpoint';
import { Button } from '../ui/button';
import { ErrorPanel } from '../ui/error-panel';
import { Menu } from '../ui/menu';
import { Phrase } from '../ui/phrase';
import { TimeAgo } from '../ui/time-ago';
import { toast } from '../ui/toast-store';
import { words } from '../words/exception-triage';
import { words as ui } from '../words/ui';
import { snoozeTimes } from './snooze-times';

/** Who looks after these decisions, and when: nothing here decides about a task. */
export function TriageBar({ chosen, onDone }: { chosen: Exception[]; onDone?: () => void }) {
  const members = useEndpoint('listMembers', {});
  const triage = useChange('triageExceptions', {
    // Merging decides what others are answered with: that waits for its answer.
    foresees: ({ body }) =>
      foresee<Exception>(['listExceptions', 'getException'], (one) => {
        if (!body?.ids.includes(one.ref)) return one;
        const { assigneeId, snoozedUntil = one.snoozedUntil } = body;
        const to = members.data?.find(({ id }) => id === assigneeId);
        const assignee = assigneeId === undefined ? one.assignee : to ? { id: to.id, name: to.name } : null;
        return { ...one, snoozedUntil, assignee };
      }),
  });
  const ids = chosen.map(({ ref }) => ref);
  type Body = Parameters<typeof triage.mutate>[0]['body'];
  // What is said once it is done must outlive this bar, which goes with what was picked.
  const send = (body: Body, said: string) =>
    void triage.mutateAsync({ body }).then(
      () => {
        toast(said);
        onDone?.();
      },
      () => {},
    );
  const change = (body: Omit<Body, 'ids'>, said: string) => send({ ids, ...body }, said);
  const named = ids.length === 1 ? ids[0]! : words.decisions(ids.length);
  const [original, ...copies] = chosen.toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
  const only = chosen.length === 1 ? original : undefined;
  const snoozed = only?.snoozedUntil && new Date(only.snoozedUntil) > new Date() ? only.snoozedUntil : null;

  return (
    <div className="flex flex-wrap items-center gap-x-1 gap-y-2">
      <Menu
        align="start"
        label={
          <>
            <UserRound className="size-4" aria-hidden="true" />
            {only?.assignee ? <bdi>{only.assignee.name}</bdi> : words.assign}
          </>
        }
        entries={[
          ...(members.data ?? []).map(({ id, name, email, you }) => ({
            label: you ? words.you(name) : name,
            note: email,
            run: () => change({ assigneeId: id }, words.assigned(named)),
          })),
          { label: words.nobody, run: () => change({ assigneeId: null }, words.assignedNobody(named)) },
        ]}
      />
      <Menu
        align="start"
        label={
          <>
            <AlarmClock className="size-4" aria-hidden="true" />
            {snoozed ? (
              <span>
                <Phrase of={words.snoozedUntil} parts={{ time: <TimeAgo at={snoozed} /> }} />
              </span>
            ) : (
              words.snooze
            )}
          </>
        }
        entries={[
          ...snoozeTimes(new Date()).map(({ label, until }) => ({
            label,
            note: until.toLocaleString(undefined, { weekday: 'long', hour: '2-digit', minute: '2-digit' }),
            run: () => change({ snoozedUntil: until.toISOString() }, words.snoozed(named)),
          })),
          ...(snoozed
            ? [{ label: words.wake, run: () => change({ snoozedUntil: null }, words.woken(named)) }]
            : []),
        ]}
      />
      {original && copies.length > 0 && (
        <Button
          look="quiet"
          disabled={triage.isPending}
          onClick={() =>
            send({ ids: copies.map(({ ref }) => ref), duplicateOf: original.ref }, words.merged(original.ref))
          }
        >
          {words.merge(original.ref)}
        </Button>
      )}
      {only?.duplicateOf && (
        <Button
          look="quiet"
          disabled={triage.isPending}
          onClick={() => change({ duplicateOf: null }, words.alone)}
        >
          {words.undoMerge(only.duplicateOf)}
        </Button>
      )}
      {triage.isError && <ErrorPanel title={ui.unchanged} error={triage.error} />}
    </div>
  );
}
