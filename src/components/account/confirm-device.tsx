'use client';
import { useId, useState } from 'react';
import { fieldErrors } from '@/hooks/api-error';
import { useChange } from '@/hooks/use-change';
import { Button } from '../ui/button';
import { Input } from '../ui/controls';
import { ErrorPanel } from '../ui/error-panel';
import { described, Field } from '../ui/field';
import { words } from '../words/account-device';

/** Lets in a machine that shows a code: what it asks for, from where, and a yes or a no. */
export function ConfirmDevice() {
  const id = useId();
  const [code, setCode] = useState('');
  const claim = useChange('claimDeviceLogin');
  const decide = useChange('decideDeviceLogin');
  const errors = fieldErrors(claim.error);
  const asked = claim.data;
  if (decide.data)
    return (
      <p className="rounded-panel border border-line bg-panel p-5 text-read" role="status">
        {decide.data.approved ? words.letIn : words.refused}
      </p>
    );
  return (
    <form
      className="flex flex-col gap-4 rounded-panel border border-line bg-panel p-5"
      onSubmit={(event) => {
        event.preventDefault();
        claim.mutate({ body: { code } });
      }}
    >
      <h1 className="text-title font-semibold">{words.title}</h1>
      {!asked && (
        <>
          <p className="text-read text-ink-2">{words.type}</p>
          <Field id={id} label={words.code} error={errors.code}>
            <Input
              {...described(id, errors.code)}
              value={code}
              required
              maxLength={20}
              autoCapitalize="characters"
              spellCheck={false}
              onChange={(event) => setCode(event.target.value)}
            />
          </Field>
          {claim.isError && !errors.code && <ErrorPanel title={words.badCode} error={claim.error} />}
          <Button type="submit" look="primary" busy={claim.isPending}>
            {words.goOn}
          </Button>
        </>
      )}
      {asked && (
        <>
          <p className="text-read font-medium">{words.yours}</p>
          <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-read">
            <dt className="text-ink-3">{words.machine}</dt>
            <dd>
              <bdi>{asked.machine}</bdi>
            </dd>
            <dt className="text-ink-3">{words.system}</dt>
            <dd>
              <bdi>{asked.system}</bdi>
            </dd>
            <dt className="text-ink-3">{words.from}</dt>
            <dd>{asked.address}</dd>
            <dt className="text-ink-3">{words.wants}</dt>
            <dd>{asked.wants === 'runner' ? words.runner : words.act(asked.scopes.join(', '))}</dd>
          </dl>
          {decide.isError && <ErrorPanel title={words.failed} error={decide.error} />}
          <div className="flex gap-2">
            <Button
              look="primary"
              busy={decide.isPending}
              onClick={() => decide.mutate({ body: { code, approve: true } })}
            >
              {words.allow}
            </Button>
            <Button
              look="danger"
              disabled={decide.isPending}
              onClick={() => decide.mutate({ body: { code, approve: false } })}
            >
              {words.refuse}
            </Button>
          </div>
        </>
      )}
    </form>
  );
}
