'use client';
import { useRouter } from 'next/navigation';
import { useMemo, useState } from 'react';
import type { FlowDocument } from '@/contract/flow';
import { useChange } from '@/hooks/use-change';
import { Button } from '../ui/button';
import { Dialog, DialogActions } from '../ui/dialog';
import { ErrorPanel } from '../ui/error-panel';
import { countOf } from '../ui/format-count';
import { InputFields } from './input-fields';
import { inputFields, readInputs } from './inputs-form';
import { runPath } from './run-url';

interface RunButtonProps {
  flowRef: string;
  version: number;
  document: FlowDocument;
  /** How many faults keep it from running. */
  faults: number;
  /** There are changes that this version has not. */
  dirty?: boolean;
}

/** Runs a version of a flow, after its variables were asked for. */
export function RunButton({ flowRef, version, document: flow, faults, dirty }: RunButtonProps) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [tried, setTried] = useState(false);
  const execute = useChange('executeFlow', { onSuccess: (run) => router.push(runPath(run)) });
  const fields = useMemo(() => inputFields(flow), [flow]);
  const read = readInputs(fields, typed);
  const run = () => {
    setTried(true);
    if (Object.keys(read.faults).length === 0)
      execute.mutate({ body: { flowId: flowRef, version, inputs: read.inputs } });
  };
  return (
    <>
      <Button
        disabled={faults > 0}
        title={faults > 0 ? `${countOf(faults, 'fault')} keep it from running` : undefined}
        onClick={() => setOpen(true)}
      >
        Run
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={`Run ${flow.name}`}
        description={`Version ${version}${dirty ? ', as it was saved: what you changed since is not in it' : ''}. ${countOf(flow.nodes.length, 'node')}; agents begin at once where a runner is free.`}
      >
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            run();
          }}
        >
          {fields.length === 0 ? (
            <p className="text-ink-2">It asks for nothing.</p>
          ) : (
            <InputFields
              fields={fields}
              typed={typed}
              faults={tried ? read.faults : {}}
              onType={(name, text) => setTyped({ ...typed, [name]: text })}
            />
          )}
          {execute.isError && (
            <div className="mt-3">
              <ErrorPanel title="The flow was not run" error={execute.error} />
            </div>
          )}
          <DialogActions>
            <Button onClick={() => setOpen(false)}>Back</Button>
            <Button look="primary" type="submit" busy={execute.isPending}>
              Run flow
            </Button>
          </DialogActions>
        </form>
      </Dialog>
    </>
  );
}
