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
import { words as all } from '../words/settings-tokens';

const words = all.new;

/** What people mean by a token, as scopes. */
const REACHES: { value: string; label: string; scopes: Scope[] }[] = [
  { value: 'read', label: all.reaches.read, scopes: ['workspace:read'] },
  { value: 'tasks', label: all.reaches.tasks, scopes: ['workspace:read', 'task:write'] },
  {
    value: 'work',
    label: all.reaches.work,
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
    label: all.reaches.hooks,
    scopes: ['hook:write'],
  },
  {
    value: 'machines',
    label: all.reaches.machines,
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
    <Dialog open={open} onOpenChange={(on) => !on && onClose()} title={words.title} description={words.text}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim()) submit();
        }}
      >
        <Field id={`${id}-name`} label={words.name} hint={words.nameHint} error={errors.name}>
          <Input
            {...described(`${id}-name`, errors.name)}
            value={name}
            required
            maxLength={100}
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        {forCi && (
          <Field id={`${id}-kind`} label={words.kind}>
            <Select
              id={`${id}-kind`}
              value={kind}
              onChange={(event) => setKind(event.target.value as typeof kind)}
            >
              <option value="personal">{words.personal}</option>
              <option value="ci">{words.ci}</option>
            </Select>
          </Field>
        )}
        <ProjectChoice
          legend={words.projects}
          none={words.allProjects}
          chosen={projectIds}
          onChoose={setProjectIds}
        />
        <Field id={`${id}-reach`} label={words.may}>
          <Select id={`${id}-reach`} value={reach} onChange={(event) => setReach(event.target.value)}>
            {reaches.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
        <Field id={`${id}-days`} label={words.goodFor}>
          <Select id={`${id}-days`} value={days} onChange={(event) => setDays(event.target.value)}>
            <option value="7">{words.days(7)}</option>
            <option value="30">{words.days(30)}</option>
            <option value="90">{words.days(90)}</option>
            <option value="366">{words.year}</option>
            <option value="never">{words.untilEnded}</option>
          </Select>
        </Field>
        {create.isError && <ErrorPanel title={words.notMade} error={create.error} />}
        <DialogActions>
          <Button onClick={onClose}>{words.back}</Button>
          <Button type="submit" look="primary" busy={create.isPending} disabled={!name.trim()}>
            {words.make}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
