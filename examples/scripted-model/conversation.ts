import type { Conversation } from './scenario';

interface Block {
  type: string;
  text?: string;
  content?: string | Block[];
  is_error?: boolean;
}
export interface MessagesRequest {
  model: string;
  stream?: boolean;
  max_tokens?: number;
  system?: string | Block[];
  messages: { role: 'user' | 'assistant'; content: string | Block[] }[];
  tools?: { name: string }[];
}

/** Reads a Messages API request. The step comes from the conversation alone, so a repeated request gets the same answer. */
export function readConversation(body: MessagesRequest): Conversation {
  const fromPeople = body.messages.filter((message) => message.role === 'user');
  const system = wordsOf(body.system);
  const said = fromPeople.map((message) => wordsOf(blocksOf(message.content).filter((block) => block.type === 'text')));
  const last = body.messages.at(-1);
  const results = blocksOf(last?.role === 'user' ? last.content : [])
    .filter((block) => block.type === 'tool_result')
    .map((block) => ({ text: wordsOf(block.content), isError: block.is_error === true }));
  return {
    cwd: folderIn(`${system}\n${said.join('\n')}`),
    model: body.model,
    answers: body.messages.filter((message) => message.role === 'assistant').length,
    said: said.filter(Boolean),
    results,
  };
}

function folderIn(text: string): string {
  const named = /(?:primary |current )?working directory(?: is)?:\s*([^\s<]+)/i.exec(text);
  return named?.[1]?.replace(/[.,;]+$/, '') ?? '/';
}

const blocksOf = (content: string | Block[] | undefined): Block[] =>
  typeof content === 'string' ? [{ type: 'text', text: content }] : (content ?? []);

const wordsOf = (content: string | Block[] | undefined): string =>
  blocksOf(content)
    .map((block) => block.text ?? '')
    .join('\n');
