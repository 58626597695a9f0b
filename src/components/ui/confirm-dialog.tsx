'use client';
import type { ReactNode } from 'react';
import type { ApiError } from '@/hooks/api-error';
import { words } from '../words/ui';
import { Button } from './button';
import { Dialog, DialogActions } from './dialog';
import { ErrorPanel } from './error-panel';

interface ConfirmProps {
  open: boolean;
  onOpenChange(open: boolean): void;
  title: string;
  /** What happens then, to whom. */
  description: ReactNode;
  children?: ReactNode;
  confirm: string;
  keep?: string;
  danger?: boolean;
  disabled?: boolean;
  busy: boolean;
  error: ApiError | null;
  onConfirm(): void;
}

/** Asks once more before something happens, and says where it did not. */
export function ConfirmDialog({
  open,
  onOpenChange,
  title,
  description,
  children,
  confirm,
  keep = words.back,
  danger,
  disabled,
  busy,
  error,
  onConfirm,
}: ConfirmProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={title} description={description}>
      {children}
      {error && (
        <div className="mt-3">
          <ErrorPanel title={words.unchanged} error={error} />
        </div>
      )}
      <DialogActions>
        <Button onClick={() => onOpenChange(false)}>{keep}</Button>
        <Button look={danger ? 'danger' : 'primary'} busy={busy} disabled={disabled} onClick={onConfirm}>
          {confirm}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
