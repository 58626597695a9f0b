'use client';
import { CommandLine } from '../connect/command-line';
import { Button } from '../ui/button';
import { Phrase } from '../ui/phrase';
import { words as all } from '../words/settings-tokens';

const words = all.issued;

/** A token that was just made: the one time that it can be seen. */
export function IssuedToken({ name, token, onDone }: { name: string; token: string; onDone(): void }) {
  return (
    <div className="flex flex-col gap-3 border-b border-line bg-sunken p-4" role="status">
      <p className="text-read">
        <Phrase of={words.text} parts={{ name: <bdi className="font-medium">{name}</bdi> }} />
      </p>
      <CommandLine command={token} secret={token} label={words.copy} />
      <p className="text-label text-ink-2">
        <Phrase of={words.send} parts={{ header: <code>{'Authorization: Bearer …'}</code> }} />
      </p>
      <div>
        <Button size="sm" onClick={onDone}>
          {words.done}
        </Button>
      </div>
    </div>
  );
}
