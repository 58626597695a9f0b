'use client';
import {
  AlignHorizontalSpaceBetween,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalSpaceBetween,
} from 'lucide-react';
import { Button } from '../ui/button';
import { words } from '../words/flow-editor';
import type { Alignment } from './align-nodes';

const WAYS = [
  { how: 'left', label: words.align.left, icon: AlignStartVertical, least: 2 },
  { how: 'top', label: words.align.top, icon: AlignStartHorizontal, least: 2 },
  { how: 'across', label: words.align.across, icon: AlignHorizontalSpaceBetween, least: 3 },
  { how: 'down', label: words.align.down, icon: AlignVerticalSpaceBetween, least: 3 },
] as const;

/** Puts several chosen nodes in line. */
export function AlignBar({ chosen, onAlign }: { chosen: number; onAlign(how: Alignment): void }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot stand in a row of buttons in every browser
    <div role="group" aria-label={words.align.of(chosen)} className="flex gap-1">
      {WAYS.map(({ how, label, icon: Icon, least }) => (
        <Button
          key={how}
          size="icon"
          aria-label={label}
          title={label}
          disabled={chosen < least}
          onClick={() => onAlign(how)}
        >
          <Icon className="size-4" aria-hidden="true" />
        </Button>
      ))}
    </div>
  );
}
