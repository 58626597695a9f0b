'use client';
import { useState } from 'react';
import { Button } from '../ui/button';
import { CopyButton } from '../ui/copy-button';
import { words } from '../words/connect-command';

interface CommandProps {
  command: string;
  label: string;
  /** A part that is shown only when someone asks for it. */
  secret?: string;
}

/** A command to copy, with its secret covered. */
export function CommandLine({ command, label, secret }: CommandProps) {
  const [shown, setShown] = useState(false);
  const masked = secret ? command.replace(secret, `${secret.slice(0, 7)}${'•'.repeat(12)}`) : command;
  return (
    <div className="flex items-center gap-2 rounded-control border border-line bg-canvas p-2 pl-3">
      <code className="min-w-0 flex-1 break-words">{shown ? command : masked}</code>
      {secret && (
        <Button look="quiet" size="sm" aria-pressed={shown} onClick={() => setShown(!shown)}>
          {shown ? words.hide : words.show}
        </Button>
      )}
      <CopyButton text={command} label={label} />
    </div>
  );
}
