import Link from 'next/link';
import { Fragment } from 'react';
import { type Block, readMarkdown, type Span } from './read-markdown';

/** What a person wrote, laid out: text and nothing else. Where a link leads is said beside it. */
export function Markdown({ text }: { text: string }) {
  return (
    <div className="flex min-w-0 flex-col gap-2 text-read break-words">
      {readMarkdown(text).map((block, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, which come and go together
        <Part key={i} block={block} />
      ))}
    </div>
  );
}

function Part({ block }: { block: Block }) {
  if (block.kind === 'fence')
    return (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways is reached by the keyboard too
      <pre tabIndex={0} className="mono overflow-x-auto rounded-control bg-sunken p-2 text-label">
        {block.text}
      </pre>
    );
  if (block.kind === 'list') {
    const List = block.ordered ? 'ol' : 'ul';
    return (
      <List className={block.ordered ? 'list-decimal pl-6' : 'list-disc pl-6'}>
        {block.items.map((spans, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <li key={i}>
            <Line spans={spans} />
          </li>
        ))}
      </List>
    );
  }
  const lines = block.lines.map((spans, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: as above
    <Fragment key={i}>
      {i > 0 && <br />}
      <Line spans={spans} />
    </Fragment>
  ));
  if (block.kind === 'quote')
    return <blockquote className="border-l-2 border-line pl-3 text-ink-2">{lines}</blockquote>;
  return <p className={block.kind === 'heading' ? 'font-semibold' : undefined}>{lines}</p>;
}

function Line({ spans }: { spans: Span[] }) {
  return (
    <bdi>
      {spans.map((span, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        <Piece key={i} span={span} />
      ))}
    </bdi>
  );
}

function Piece({ span }: { span: Span }) {
  if (span.kind === 'code') return <code className="mono rounded-control bg-sunken px-1">{span.text}</code>;
  if (span.kind === 'strong') return <strong>{span.text}</strong>;
  if (span.kind === 'em') return <em>{span.text}</em>;
  if (span.kind === 'ref')
    return (
      <Link href={`/tasks/${span.text}`} className="underline">
        {span.text}
      </Link>
    );
  if (span.kind !== 'link') return span.text;
  const { host } = new URL(span.href);
  return (
    <a href={span.href} target="_blank" rel="noopener noreferrer nofollow" className="underline">
      {span.text}
      {!span.text.includes(host) && <span className="text-ink-3"> ({host})</span>}
    </a>
  );
}
