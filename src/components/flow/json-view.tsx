'use client';
import { useId, useState } from 'react';
import { FlowDocument } from '@/contract/flow';
import { TextArea } from '../ui/controls';
import { described, Field } from '../ui/field';
import { words } from '../words/flow-forms';

/** The whole document as JSON; what can be read is taken over at once, what cannot says why. */
export function JsonView({
  flow,
  onChange,
}: {
  flow: FlowDocument;
  onChange(flow: FlowDocument, key: string): void;
}) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [error, setError] = useState<string>();
  const read = (text: string) => {
    setTyped(text);
    try {
      const parsed = FlowDocument.safeParse(JSON.parse(text));
      if (parsed.success) onChange(parsed.data, 'json');
      const issue = parsed.error?.issues[0];
      setError(issue && `${issue.path.join('.') || words.json.document}: ${issue.message}`);
    } catch (reason) {
      setError(words.field.notJson((reason as Error).message));
    }
  };
  return (
    <Field id={id} label="flow.json" hint={words.json.hint} error={error && words.json.lastRight(error)}>
      <TextArea
        {...described(id, error)}
        className="mono text-log!"
        rows={28}
        spellCheck={false}
        value={typed ?? JSON.stringify(flow, null, 2)}
        onChange={(event) => read(event.target.value)}
        onBlur={() => error === undefined && setTyped(null)}
      />
    </Field>
  );
}
