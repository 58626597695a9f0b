'use client';
import { type ReactNode, useId, useState } from 'react';
import type { ApiError } from '@/hooks/api-error';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { Input } from '../ui/controls';
import { described, Field } from '../ui/field';
import { words } from '../words/lock-dialogs';

interface ReasonProps {
  title: string;
  description: ReactNode;
  /** Who will read the reason. */
  hint: string;
  confirm: string;
  keep: string;
  busy: boolean;
  error: ApiError | null;
  onConfirm(reason: string): void;
  onClose(): void;
}

/** Takes a file lock from somebody, which nobody may do without a reason. */
export function ReasonDialog({ hint, onConfirm, onClose, ...dialog }: ReasonProps) {
  const id = useId();
  const [reason, setReason] = useState('');
  const given = reason.trim();
  const confirm = () => onConfirm(given);
  return (
    <ConfirmDialog open danger {...dialog} onOpenChange={onClose} disabled={given === ''} onConfirm={confirm}>
      <Field id={id} label={words.reason} hint={hint}>
        <Input
          {...described(id)}
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && given !== '') confirm();
          }}
        />
      </Field>
    </ConfirmDialog>
  );
}
