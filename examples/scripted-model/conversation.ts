import type { Conversation } from './scenario';

interface Block {
  type: string;
  text?: string;
  content?: string | Block[];
  is_error?: boolean;
  name?: string;
  input?: Record<string, unknown>;
}
export interface MessagesRequest {
  model: string;
  stream?: boolean;
  max_tokens?: number;
  system?: string | Block[];
  /** Claude Code also puts `system` messages between the others: its environment, what is left of the context. */
  messages: { role: 'user' | 'assistant' | 'system'; content: string | Block[] }[];
  tools?: { name: string }[];
}

/** Reads a Messages API request. The step comes from the conversation alone, so a repeated request gets the same answer. */
export function readConversation(body: MessagesRequest): Conversation {
  const { messages } = body;
  const fromPeople = messages.filter((message) => message.role === 'user');
  const said = fromPeople.map((message) =>
    wordsOf(blocksOf(message.content).filter((block) => block.type === 'text' && !isNote(block))),
  );
  const notes = messages
    .filter((message) => message.role !== 'assistant')
    .map((message) => wordsOf(message.content));
  const sinceAnswer = messages.slice(messages.findLastIndex((message) => message.role === 'assistant') + 1);
  const results = resultsIn(sinceAnswer);
  return {
    cwd: folderIn([wordsOf(body.system), ...notes].join('\n')),
    model: body.model,
    answers: messages.filter((message) => message.role === 'assistant' && !isFiller(message.content)).length,
    told: notes.flatMap(toldIn),
    called: messages.flatMap(({ role, content }) =>
      role === 'assistant'
        ? blocksOf(content).flatMap(({ type, name = '', input = {} }) =>
            type === 'tool_use' ? [{ name, input }] : [],
          )
        : [],
    ),
    said: said.filter(Boolean),
    shown: resultsIn(messages).map(({ text }) => text),
    results,
  };
}

// Claude Code puts what it knows of the repository, titles of commits included, before the words of people.
const isNote = (block: Block) => block.text?.trimStart().startsWith('<system-reminder>') === true;

/** What Claude Code puts in an answer's place where a session was cut off in the middle of one. */
const isFiller = (content: string | Block[]) => wordsOf(content) === 'No response requested.';

/** What the runner marks as a person's words. */
const toldIn = (text: string): string[] =>
  [...text.matchAll(/<<<MESSAGE (\S+)\n([\s\S]*?)\n\1 MESSAGE>>>/g)].map((match) => match[2] as string);

function folderIn(text: string): string {
  const named = /(?:primary |current )?working directory(?: is)?:\s*([^\s<]+)/i.exec(text);
  return named?.[1]?.replace(/[.,;]+$/, '') ?? '/';
}

const resultsIn = (messages: MessagesRequest['messages']) =>
  messages
    .flatMap((message) => blocksOf(message.content))
    .filter((block) => block.type === 'tool_result')
    .map((block) => ({ text: wordsOf(block.content), isError: block.is_error === true }));

const blocksOf = (content: string | Block[] | undefined): Block[] =>
  typeof content === 'string' ? [{ type: 'text', text: content }] : (content ?? []);

const wordsOf = (content: string | Block[] | undefined): string =>
  blocksOf(content)
    .map((block) => block.text ?? '')
    .join('\n');
