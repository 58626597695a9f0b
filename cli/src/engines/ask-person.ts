import { z } from 'zod';
import { canonicalJson } from '@/contract/canonical-json';
import { cut } from '@/contract/cut';
import type { Answer, EngineRun, Permit, Question } from './engine';

const Questions = z.object({
  questions: z
    .array(
      z.object({
        question: z.string(),
        header: z.string().optional(),
        multiSelect: z.boolean().optional(),
        options: z.array(z.object({ label: z.string(), description: z.string().default('') })).default([]),
      }),
    )
    .min(1),
});

export type Answers = { answers: Record<string, string> } | { refused: string };

/** Puts the questions of an `AskUserQuestion` call before a person, one after the other; `idOf` names each of them. */
export async function askQuestions(
  input: unknown,
  run: Pick<EngineRun, 'ask'>,
  idOf?: (nth: number) => string,
): Promise<Answers> {
  const parsed = Questions.safeParse(input);
  if (!parsed.success)
    return { refused: `The question could not be read: ${parsed.error.issues[0]?.message}` };
  const answers: Record<string, string> = {};
  for (const [nth, { question, header, multiSelect, options }] of parsed.data.questions.entries()) {
    const offered = options.slice(0, 9).map(({ label, description }, i) => ({
      id: String(i + 1),
      label: cut(label, 200) || `Option ${i + 1}`,
      consequence: cut(description, 500),
    }));
    const answer = await run.ask({
      ...(idOf ? { id: idOf(nth) } : {}),
      kind: 'question',
      title: cut(question || header || 'The agent has a question', 200),
      body: cut(`${question}${multiSelect ? '\n\nSeveral may apply: name them in words.' : ''}`, 10_000),
      options: offered,
      subject: {
        tool: 'AskUserQuestion',
        input: canonicalJson({ question, options, multiSelect: multiSelect === true }),
      },
    });
    const words = inWords(answer, offered);
    if (words === null) return { refused: 'The task ended before anyone answered.' };
    answers[question] = words;
  }
  return { answers };
}

/** Asks a person whether a tool may be used this once, or always by this agent. */
export async function askPermission(
  what: string,
  detail: string,
  run: Pick<EngineRun, 'ask'>,
  subject: Question['subject'],
): Promise<Permit & { always?: boolean }> {
  const answer = await run.ask({
    kind: 'permission',
    title: cut(what, 200),
    body: cut(detail, 10_000),
    subject,
    options: [
      {
        id: 'allow',
        label: 'Allow once',
        consequence: 'It runs with your rights: this machine has no sandbox.',
      },
      {
        id: 'always',
        label: 'Allow for this agent',
        consequence: 'It and all that follow of its kind run without asking.',
      },
      { id: 'deny', label: 'Deny', consequence: 'The agent is told, and goes on another way.' },
    ],
  });
  if (answer.option === 'allow') return { allow: true };
  if (answer.option === 'always') return { allow: true, always: true };
  const said = answer.text ? ` They said: ${answer.text}` : '';
  return {
    allow: false,
    reason:
      answer.option || answer.text
        ? `A person denied this.${said}`
        : 'Nobody answered before the task ended.',
  };
}

/** An answer as words; null where nobody gave one. */
export function inWords(answer: Answer, offered: { id: string; label: string }[]): string | null {
  const label = offered.find((option) => option.id === answer.option)?.label ?? answer.option;
  if (label && answer.text) return `${label}: ${answer.text}`;
  return label || answer.text || null;
}
