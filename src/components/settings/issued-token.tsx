'use client';
import { CommandLine } from '../connect/command-line';
import { Button } from '../ui/button';

/** A token that was just made: the one time that it can be seen. */
export function IssuedToken({ name, token, onDone }: { name: string; token: string; onDone(): void }) {
  return (
    <div className="flex flex-col gap-3 border-b border-line bg-sunken p-4" role="status">
      <p className="text-read">
        The token <bdi className="font-medium">{name}</bdi>. Copy it now: it is kept nowhere and cannot be
        shown again.
      </p>
      <CommandLine command={token} secret={token} label="Copy the token" />
      <p className="text-label text-ink-2">
        Send it as <code>Authorization: Bearer …</code>
      </p>
      <div>
        <Button size="sm" onClick={onDone}>
          Done
        </Button>
      </div>
    </div>
  );
}
