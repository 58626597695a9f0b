'use client';
import { useEffect, useState } from 'react';
import { setSingleKeys, singleKeysOn } from '@/hooks/shortcuts';
import { Checkbox } from '../ui/controls';
import { words } from '../words/shell-sheet';

/** Turns off what single keys do, for those who dictate or whose hand rests on the keys. This browser remembers it. */
export function SingleKeys() {
  const [on, setOn] = useState(true);
  useEffect(() => setOn(singleKeysOn()), []);
  return (
    <Checkbox
      label={words.singleKeys}
      checked={on}
      onChange={(event) => {
        setSingleKeys(event.target.checked);
        setOn(event.target.checked);
      }}
    />
  );
}
