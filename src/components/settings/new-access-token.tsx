'use client';
import { useId, useState } from 'react';
import { mayDo } from '@/contract/may-do';
import { PROJECT_SCOPES, type Scope } from '@/contract/policy';
import { fieldErrors } from '@/hooks/api-error';
import { useChange } from '@/hooks/use-change';
import { useEndpoint } from '@/hooks/use-endpoint';
import { ProjectChoice } from '../project/project-choice';
import { Button } from '../ui/button';
import { Input, Select } from '../ui/controls';
import { Dialog, DialogActions } from '../ui/dialog';
import { ErrorPanel } from '../ui/error-panel';
import { described, Field } from '../ui/field';

/** What people mean by a token, as scopes. */
const REACHES: { value: string; label: string; scopes: Scope[] }[] = [
  { value: 'read', label: 'Read', scopes: ['workspace:read'] },
  { value: 'tasks', label: 'Read, and create and change tasks', scopes: ['workspace:read', 'task:write'] },
  {
    value: 'work',
    label: 'All daily work: tasks, reviews, agents, exceptions, locks, projects',
    scopes: [
      'workspace:read',
      'task:write',
      'task:review',
      'agent:steer',
      'exception:resolve',
      'lock:release',
      'project:write',
    ],
  },
  {
    value: 'hooks',
    label: 'Hooks of an engine: tell what it did, and nothing else',
    scopes: ['hook:write'],
  },
  {
    value: 'machines',
    label: 'Connect machines',
    scopes: ['workspace:read', 'runner:connect'],
  },
];

interface NewProps {
  open: boolean;
  onClose(): void;
  onIssued(issued: { name: string; token: string }): void;
}

/** Makes an access token: a name, how far it reaches, how long it is good. */
export function NewAccessToken({ open, onClose, onIssued }: NewProps) {
  const id = useId();
  const [name, setName] = useState('');
  const [reach, setReach] = useState('read');
  const [days, setDays] = useState('90');
  const [kind, setKind] = useState<'personal' | 'ci'>('personal');
  const [projectIds, setProjectIds] = useState<string[]>([]);
  const me = useEndpoint('getMe');
  const forCi = me.data !== undefined && mayDo(me.data.role, 'workspace:manage');
  const narrow = kind === 'ci' || projectIds.length > 0;
  const reaches = REACHES.flatMap(({ scopes, ...rest }) => {
    const left = narrow ? scopes.filter((scope) => PROJECT_SCOPES.includes(scope)) : scopes;
    return left.length > 1 || scopes.length === 1 ? [{ ...rest, scopes: left }] : [];
  });
  const create = useChange('createPersonalToken', {
    onSuccess: (issued) => {
      onIssued(issued);
      setName('');
      onClose();
    },
  });
  const errors = fieldErrors(create.error);
  const submit = () =>
    create.mutate({
      body: {
        kind,
        name,
        scopes: (reaches.find(({ value }) => value === reach) ?? reaches[0])?.scopes,
        projectIds,
        expiresInDays: days === 'never' ? null : Number(days),
      },
    });
  return (
    <Dialog
      open={open}
      onOpenChange={(on) => !on && onClose()}
      title="New access token"
      description="For a script or a CI: it acts in your name, never beyond your role, or for the workspace as a member."
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim()) submit();
        }}
      >
        <Field
          id={`${id}-name`}
          label="Name"
          hint="Where it is used, such as nightly CI."
          error={errors.name}
        >
          <Input
            {...described(`${id}-name`, errors.name)}
            value={name}
            required
            maxLength={100}
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        {forCi && (
          <Field id={`${id}-kind`} label="It belongs to">
            <Select
              id={`${id}-kind`}
              value={kind}
              onChange={(event) => setKind(event.target.value as typeof kind)}
            >
              <option value="personal">You: it ends when you leave</option>
              <option value="ci">The workspace: for a CI, whoever comes and goes</option>
            </Select>
          </Field>
        )}
        <ProjectChoice
          legend="Projects it reaches"
          none="None ticked: all that it may see."
          chosen={projectIds}
          onChoose={setProjectIds}
        />
        <Field id={`${id}-reach`} label="It may">
          <Select id={`${id}-reach`} value={reach} onChange={(event) => setReach(event.target.value)}>
            {reaches.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
        <Field id={`${id}-days`} label="Good for">
          <Select id={`${id}-days`} value={days} onChange={(event) => setDays(event.target.value)}>
            <option value="7">7 days</option>
            <option value="30">30 days</option>
            <option value="90">90 days</option>
            <option value="366">A year</option>
            <option value="never">Until it is ended</option>
          </Select>
        </Field>
        {create.isError && <ErrorPanel title="No token was made" error={create.error} />}
        <DialogActions>
          <Button onClick={onClose}>Back</Button>
          <Button type="submit" look="primary" busy={create.isPending} disabled={!name.trim()}>
            Make token
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
