'use client';
import { useState } from 'react';
import type { Runner } from '@/contract/runner';
import { useChange } from '@/hooks/use-change';
import { Button } from '../ui/button';
import { Dialog, DialogActions } from '../ui/dialog';
import { ErrorPanel } from '../ui/error-panel';
import { toast, toastRefused } from '../ui/toast-store';
import { words } from '../words/runner-dialogs';
import { words as ui } from '../words/ui';
import { PauseRunner } from './pause-runner';
import { RunnerSettings } from './runner-settings';

/** Pause, resume, change and revoke. */
export function RunnerActions({ runner }: { runner: Runner }) {
  const [asked, setAsked] = useState<'pause' | 'revoke' | 'settings' | null>(null);
  const change = useChange('updateRunner');
  const revoke = useChange('revokeRunner', { onSuccess: () => setAsked(null) });
  const params = { id: runner.id };
  if (runner.status === 'REVOKED') return <p className="text-label text-ink-2">{words.void}</p>;
  const takesWork = runner.status === 'ACTIVE';
  return (
    <div className="flex flex-wrap gap-2">
      {takesWork ? (
        <Button onClick={() => setAsked('pause')}>{words.pause.action}</Button>
      ) : (
        <Button
          look="primary"
          busy={change.isPending}
          onClick={() =>
            change.mutate(
              { params, body: { status: 'ACTIVE' } },
              {
                onSuccess: () => toast(words.resumed(runner.name)),
                onError: (error) => toastRefused(ui.unchanged, error),
              },
            )
          }
        >
          {words.resume}
        </Button>
      )}
      <Button onClick={() => setAsked('settings')}>{words.change}</Button>
      <Button look="danger" onClick={() => setAsked('revoke')}>
        {words.revoke.ask}
      </Button>
      {asked === 'pause' && <PauseRunner runner={runner} onClose={() => setAsked(null)} />}
      <RunnerSettings
        key={runner.id}
        runner={runner}
        open={asked === 'settings'}
        onOpenChange={(open) => setAsked(open ? 'settings' : null)}
      />
      <Dialog
        open={asked === 'revoke'}
        onOpenChange={(open) => setAsked(open ? 'revoke' : null)}
        title={words.revoke.title(runner.name)}
        description={words.revoke.effect(runner.running)}
      >
        {revoke.isError && <ErrorPanel title={words.revoke.failed} error={revoke.error} />}
        <DialogActions>
          <Button onClick={() => setAsked(null)}>{words.revoke.keep}</Button>
          <Button look="danger" busy={revoke.isPending} onClick={() => revoke.mutate({ params })}>
            {words.revoke.action}
          </Button>
        </DialogActions>
      </Dialog>
    </div>
  );
}
