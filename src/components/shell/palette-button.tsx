'use client';
import { Search } from 'lucide-react';
import { Button } from '../ui/button';
import { words } from '../words/shell';

/** The event by which a button asks for the palette, which stands with the keys of the shell. */
export const ASK_PALETTE = 'ao:palette';
export const askPalette = () => document.dispatchEvent(new Event(ASK_PALETTE));

/** Opens search and commands, for whoever does not know the key; a phone has it among the further pages. */
export function PaletteButton() {
  return (
    <Button
      look="quiet"
      size="icon"
      className="max-md:hidden"
      aria-label={words.palette}
      aria-haspopup="dialog"
      aria-keyshortcuts="Control+K Meta+K"
      title={words.paletteByKey}
      onClick={askPalette}
    >
      <Search className="size-4" aria-hidden="true" />
    </Button>
  );
}
