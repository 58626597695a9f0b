'use client';
import { CircleAlert } from 'lucide-react';
import dynamic from 'next/dynamic';
import { words } from '../words/words';
import { Button } from './button';
import { CopyButton } from './copy-button';

const WhomToAsk = dynamic(() => import('../shell/whom-to-ask').then((made) => made.WhomToAsk), {
  ssr: false,
});

interface Failure {
  code?: string;
  message: string;
  requestId?: string | null;
}

/** Says what went wrong, and who could allow it where that is what is missing, with the code and request id to look it up by, and offers to try again. */
export function ErrorPanel({
  error,
  onRetry,
  title = words.failures.part,
  page = false,
}: {
  error: Failure;
  onRetry?: () => void;
  title?: string;
  /** It stands in the place of a whole page, whose heading its title then is. */
  page?: boolean;
}) {
  const Title = page ? 'h1' : 'p';
  return (
    <div role="alert" className="flex gap-3 rounded-panel border border-danger bg-tint-danger p-4">
      <CircleAlert className="mt-0.5 size-4 shrink-0 text-danger" aria-hidden="true" />
      <div className="min-w-0 flex-1">
        <Title className="font-medium">{title}</Title>
        <p className="text-ink-2">{error.message}</p>
        {error.code === 'FORBIDDEN' && <WhomToAsk />}
        <p className="mt-1 flex flex-wrap items-center gap-2 text-label text-ink-2">
          {error.code && <code>{error.code}</code>}
          {error.requestId && (
            <CopyButton text={error.requestId} label={words.failures.copyRequestId} shown={error.requestId} />
          )}
        </p>
        {onRetry && (
          <Button size="sm" className="mt-2" onClick={onRetry}>
            {words.failures.tryAgain}
          </Button>
        )}
      </div>
    </div>
  );
}
