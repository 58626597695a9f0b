'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { Agent } from '@/contract/agent';
import { useChange } from '@/hooks/use-change';
import { Button } from '../ui/button';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { toastRefused } from '../ui/toast-store';
import { words } from '../words/agent-page';
import { words as ui } from '../words/ui';
import { AgentKill } from './agent-kill';
import { AgentRetry } from './agent-retry';

/** Pause, resume and end a live agent; do the task of an ended one again. */
export function AgentControls({ agent }: { agent: Agent }) {
  const router = useRouter();
  const [asked, setAsked] = useState<'pause' | 'kill' | 'retry' | null>(null);
  const close = (open: boolean) => setAsked((now) => (open ? now : null));
  const pause = useChange('pauseAgent', { onSuccess: () => setAsked(null) });
  const resume = useChange('resumeAgent');
  const given = { params: { id: agent.id }, body: {} };
  const wanted = agent.pauseRequestedAt !== null;
  const ending = agent.killRequestedAt !== null;
  return (
    <div className="no-print flex flex-wrap gap-2">
      {agent.live && !ending && wanted && (
        <Button
          look="primary"
          busy={resume.isPending}
          onClick={() =>
            resume.mutate(given, {
              onError: (error) => toastRefused(ui.unchanged, error),
            })
          }
        >
          {words.controls.resume}
        </Button>
      )}
      {agent.live && !ending && !wanted && (
        <Button onClick={() => setAsked('pause')}>{words.controls.pause}</Button>
      )}
      {agent.live && !ending && (
        <Button look="danger" onClick={() => setAsked('kill')}>
          {words.controls.end}
        </Button>
      )}
      {!agent.live && agent.kind === 'work' && (
        <Button onClick={() => setAsked('retry')}>{words.controls.retry}</Button>
      )}
      <ConfirmDialog
        open={asked === 'pause'}
        onOpenChange={close}
        title={words.controls.askPause}
        description={words.controls.pauseWhat}
        confirm={words.controls.pause}
        busy={pause.isPending}
        error={pause.error}
        onConfirm={() => pause.mutate(given)}
      />
      <AgentKill agent={agent} open={asked === 'kill'} onOpenChange={close} />
      <AgentRetry
        agent={agent}
        open={asked === 'retry'}
        onOpenChange={close}
        onAnswer={(task) => router.push(`/tasks/${task.ref}`)}
      />
    </div>
  );
}
