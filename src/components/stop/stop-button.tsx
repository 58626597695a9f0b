'use client';
import { OctagonX } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useShortcuts } from '@/hooks/use-shortcuts';
import { Button } from '../ui/button';
import { words } from '../words/stop-button';

const StopDialog = dynamic(() => import('./stop-dialog').then((made) => made.StopDialog), { ssr: false });

/** Stops work from any page: asks what, and says before what that ends and what is kept. */
export function StopButton() {
  const [asked, setAsked] = useState(false);
  useShortcuts([{ keys: '!', label: words.stop, group: 'Everywhere', run: () => setAsked(true) }]);
  return (
    <>
      <Button
        look="quiet"
        size="icon"
        aria-label={words.stop}
        title={`${words.stop} (!)`}
        onClick={() => setAsked(true)}
      >
        <OctagonX className="size-4" aria-hidden="true" />
      </Button>
      {asked && <StopDialog onClose={() => setAsked(false)} />}
    </>
  );
}
