'use client';
import { useState } from 'react';
import type { Runner } from '@/contract/runner';
import { useChange } from '@/hooks/use-change';
import { Button } from '../ui/button';
import { Dialog, DialogActions } from '../ui/dialog';
import { ErrorPanel } from '../ui/error-panel';
import { toast } from '../ui/toast-store';
import { PauseRunner } from './pause-runner';
import { RunnerSettings } from './runner-settings';

/** Pause, resume, change and revoke. */
export function RunnerActions({ runner }: { runner: Runner }) {
  const [asked, setAsked] = useState<'pause' | 'revoke' | 'settings' | null>(null);
  const change = useChange('updateRunner');
  const revoke = useChange('revokeRunner', { onSuccess: () => setAsked(null) });
  const params = { id: runner.id };
  if (runner.status === 'REVOKED')
    return <p className="text-label text-ink-2">Its key is void. Connect the machine again to use it.</p>;
  const takesWork = runner.status === 'ACTIVE';
  return (
    <div className="flex flex-wrap gap-2">
      {takesWork ? (
        <Button onClick={() => setAsked('pause')}>Pause runner</Button>
      ) : (
        <Button
          look="primary"
          busy={change.isPending}
          onClick={() =>
            change.mutate(
              { params, body: { status: 'ACTIVE' } },
              {
                onSuccess: () => toast(`${runner.name} takes tasks again`),
                onError: (error) =>
                  toast('Nothing was changed', { description: error.message, tone: 'failed' }),
              },
            )
          }
        >
          Resume runner
        </Button>
      )}
      <Button onClick={() => setAsked('settings')}>Change</Button>
      <Button look="danger" onClick={() => setAsked('revoke')}>
        Revoke
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
        title={`Revoke ${runner.name}?`}
        description={`Its key and tokens end at once. ${runner.running === 0 ? 'Nothing runs on it now.' : `${runner.running === 1 ? 'Its task goes' : `Its ${runner.running} tasks go`} back to the queue.`} To use the machine again, connect it again.`}
      >
        {revoke.isError && <ErrorPanel title="It was not revoked" error={revoke.error} />}
        <DialogActions>
          <Button onClick={() => setAsked(null)}>Keep runner</Button>
          <Button look="danger" busy={revoke.isPending} onClick={() => revoke.mutate({ params })}>
            Revoke runner
          </Button>
        </DialogActions>
      </Dialog>
    </div>
  );
}
