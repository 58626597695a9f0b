'use client';
import { Plus, Trash2 } from 'lucide-react';
import { useId } from 'react';
import type { CheckKind } from '@/contract/project';
import { Button } from '../ui/button';
import { Input, Select } from '../ui/controls';
import { words } from '../words/project-form';
import { type CheckDraft, splitArgv } from './project-form-state';

interface EditorProps {
  checks: CheckDraft[];
  onChange(checks: CheckDraft[]): void;
  errors: Record<string, string>;
}

const KINDS: CheckKind[] = ['test', 'types', 'lint', 'syntax', 'custom'];
const SUGGESTED: Omit<CheckDraft, 'key'>[] = [
  { name: 'test', kind: 'test', command: 'npm test', timeoutSeconds: '600' },
  { name: 'types', kind: 'types', command: 'npx tsc --noEmit', timeoutSeconds: '300' },
  { name: 'lint', kind: 'lint', command: 'npm run lint', timeoutSeconds: '300' },
];

/** The commands that prove a change, each an argument list. */
export function ChecksEditor({ checks, onChange, errors }: EditorProps) {
  const id = useId();
  const change = (key: string, part: Partial<CheckDraft>) =>
    onChange(checks.map((check) => (check.key === key ? { ...check, ...part } : check)));
  const add = (check: Omit<CheckDraft, 'key'>) =>
    onChange([...checks, { ...check, key: crypto.getRandomValues(new Uint32Array(1)).join('') }]);
  const unused = SUGGESTED.filter((suggested) => !checks.some((check) => check.name === suggested.name));
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="text-label font-medium">{words.checks.title}</legend>
      <p className="text-label text-ink-2">{words.checks.what}</p>
      {checks.map((check, index) => {
        const error = Object.entries(errors).find(([path]) => path.startsWith(`checks.${index}`))?.[1];
        const argv = splitArgv(check.command);
        return (
          <div key={check.key} className="rounded-control border border-line p-3">
            <div className="grid gap-2 sm:grid-cols-[9rem_7rem_minmax(0,1fr)_6rem_auto]">
              <Input
                aria-label={words.checks.name}
                placeholder={words.checks.nameShort}
                value={check.name}
                onChange={(event) => change(check.key, { name: event.target.value })}
              />
              <Select
                aria-label={words.checks.kind}
                value={check.kind}
                onChange={(event) => change(check.key, { kind: event.target.value as CheckDraft['kind'] })}
              >
                {KINDS.map((kind) => (
                  <option key={kind}>{kind}</option>
                ))}
              </Select>
              <Input
                aria-label={words.checks.command}
                placeholder="npm test"
                className="mono"
                aria-describedby={`${id}-${index}`}
                value={check.command}
                onChange={(event) => change(check.key, { command: event.target.value })}
              />
              <span className="flex items-center gap-1.5 text-label text-ink-2">
                <Input
                  aria-label={words.checks.cap}
                  type="number"
                  min={1}
                  max={3600}
                  value={check.timeoutSeconds}
                  onChange={(event) => change(check.key, { timeoutSeconds: event.target.value })}
                />
                <span aria-hidden="true">{words.checks.seconds}</span>
              </span>
              <Button
                look="quiet"
                size="icon"
                aria-label={words.checks.remove(check.name)}
                onClick={() => onChange(checks.filter((one) => one.key !== check.key))}
              >
                <Trash2 className="size-4" aria-hidden="true" />
              </Button>
            </div>
            <p id={`${id}-${index}`} className="mt-1.5 flex flex-wrap gap-1 text-meta text-ink-3">
              {argv.map((word, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a word's place is its name
                <code key={at} className="rounded border border-line px-1 text-ink-2">
                  {word}
                </code>
              ))}
            </p>
            {error && <p className="text-label font-medium text-danger">{error}</p>}
          </div>
        );
      })}
      <div className="flex flex-wrap gap-2">
        {unused.map((suggested) => (
          <Button key={suggested.name} size="sm" onClick={() => add(suggested)}>
            <Plus className="size-3.5" aria-hidden="true" />
            {suggested.command}
          </Button>
        ))}
        <Button
          size="sm"
          onClick={() => add({ name: '', kind: 'custom', command: '', timeoutSeconds: '600' })}
        >
          <Plus className="size-3.5" aria-hidden="true" />
          {words.checks.another}
        </Button>
      </div>
    </fieldset>
  );
}
