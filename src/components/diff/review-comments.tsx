'use client';
import type { ReviewComment } from '@/contract/review';
import { useChange } from '@/hooks/use-change';
import { Button } from '../ui/button';
import { words as diff } from '../words/diff';
import { Revealed } from './revealed';

const words = diff.comments;
const FRAME = 'scroll-mt-14 rounded-panel border border-line bg-panel px-4 py-3';

/** What became of what reviewers said of lines before; nothing where nothing was sent. */
export function SentComments({ comments }: { comments: ReviewComment[] }) {
  const sent = comments.filter(({ state }) => state === 'sent');
  if (sent.length === 0) return null;
  return (
    <section aria-label={words.sentTitle} className={FRAME}>
      <h2 className="font-medium">{words.sent(sent.length)}</h2>
      <CommentList comments={sent} />
    </section>
  );
}

/**
 * The comments that go with the next request for changes. They stand below the changes: above, each that is kept would push
 * down the line that it is on.
 */
export function DraftComments({ id, comments }: { id: string; comments: ReviewComment[] }) {
  if (comments.length === 0) return null;
  return (
    <section id={id} aria-label={words.title} className={FRAME}>
      <h2 className="font-medium">{words.drafts(comments.length)}</h2>
      <p className="text-label text-ink-2">{words.onlyYou}</p>
      <CommentList comments={comments} />
    </section>
  );
}

function CommentList({ comments }: { comments: ReviewComment[] }) {
  return (
    <ul className="my-2 flex flex-col gap-3">
      {comments.map((comment) => (
        <CommentRow key={comment.id} comment={comment} />
      ))}
    </ul>
  );
}

function CommentRow({ comment }: { comment: ReviewComment }) {
  const { path, line, side, lineText, text, state, became, newLines, answer } = comment;
  const remove = useChange('deleteReviewComment');
  return (
    <li className="border-l-2 border-line pl-3">
      <p className="flex flex-wrap items-center gap-x-2 text-label text-ink-2">
        <bdi className="mono break-all">
          <Revealed text={path} />:{line}
        </bdi>
        {side === 'old' && <span>{words.before}</span>}
        {became && (
          <span className={became === 'changed' ? 'text-success' : 'text-attention'}>
            {words.became[became]}
          </span>
        )}
        {state === 'draft' && (
          <Button
            size="sm"
            look="quiet"
            busy={remove.isPending}
            aria-label={words.takeBackOn(line, path)}
            onClick={() => remove.mutate({ params: { id: comment.id } })}
          >
            {words.takeBack}
          </Button>
        )}
      </p>
      <Code lines={[lineText]} sign="" />
      <p className="whitespace-pre-wrap break-words">{text}</p>
      {became === 'changed' && newLines.length > 0 && <Code lines={newLines} sign="+" />}
      {answer && <p className="mt-1 text-ink-2 break-words">{words.answer(answer)}</p>}
    </li>
  );
}

function Code({ lines, sign }: { lines: string[]; sign: string }) {
  return (
    <pre className="mono my-1 overflow-x-auto rounded bg-sunken px-2 py-1 text-log">
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of a commit never move
        <div key={index}>
          {sign}
          <Revealed text={line} />
        </div>
      ))}
    </pre>
  );
}
