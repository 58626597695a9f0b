'use client';
import { useRouter } from 'next/navigation';
import { useMemo, useState } from 'react';
import type { FlowDocument } from '@/contract/flow';
import { useChange } from '@/hooks/use-change';
import { Button } from '../ui/button';
import { Dialog, DialogActions } from '../ui/dialog';
import { ErrorPanel } from '../ui/error-panel';
import { words } from '../words/flow-run-start';
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
        title={faults > 0 ? words.faulty(faults) : undefined}
        onClick={() => setOpen(true)}
      >
        {words.run}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={words.title(flow.name)}
        description={words.lead(version, dirty ?? false, flow.nodes.length)}
      >
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            run();
          }}
        >
          {fields.length === 0 ? (
            <p className="text-ink-2">{words.noInputs}</p>
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
              <ErrorPanel title={words.failed} error={execute.error} />
            </div>
          )}
          <DialogActions>
            <Button onClick={() => setOpen(false)}>{words.back}</Button>
            <Button look="primary" type="submit" busy={execute.isPending}>
              {words.runFlow}
            </Button>
          </DialogActions>
        </form>
      </Dialog>
    </>
  );
}
