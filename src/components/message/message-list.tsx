import type { Message } from '@/contract/message';
import { Chip } from '../ui/chip';
import { TimeAgo } from '../ui/time-ago';
import { words } from '../words/message';

/** Messages, oldest first; `live` is the agent at work, by its id. */
export function MessageList({ messages, live }: { messages: Message[]; live: string | null }) {
  return (
    <ol aria-label={words.title} className="mb-3 flex flex-col gap-3">
      {messages.map((message) => (
        <li key={message.id} className="min-w-0">
          <p className="text-read break-words whitespace-pre-wrap">
            <bdi>{message.text}</bdi>
          </p>
          <p className="mt-1 flex flex-wrap items-center gap-2 text-label text-ink-3">
            <Chip tone={message.state === 'seen' ? 'success' : 'neutral'}>{stateWords(message, live)}</Chip>
            <TimeAgo at={message.seenAt ?? message.createdAt} />
          </p>
        </li>
      ))}
    </ol>
  );
}

function stateWords({ state, agentId }: Message, live: string | null): string {
  if (state === 'seen') return words.list.seen;
  if (live && agentId === live) return state === 'delivered' ? words.list.delivered : words.list.sent;
  return words.list.waits;
}
