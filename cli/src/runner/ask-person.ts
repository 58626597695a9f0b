import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { askQuestion, takeAnswer } from '@/contract/attempt';
import { cut } from '@/contract/cut';
import type { Answer, Question } from '../engines/engine';
import { withRetries } from '../server/retry';
import { isFault } from '../server/server-fault';
import { cleanLine } from '../terminal/clean-text';
import type { LiveAgent } from './live-agent';

const NOBODY: Answer = { option: null, text: null };

/** Where only signed words may reach a model nobody is asked: answers are not signed. */
export async function askNobody(agent: LiveAgent, question: Question): Promise<Answer> {
  const title = cleanLine(agent.redact(question.title), 150);
  agent.log.note(`Nobody was asked, since this machine takes signed words alone: ${title}`);
  return question.kind === 'question'
    ? { option: null, text: 'Nobody can be asked here. Decide for yourself, and say how.' }
    : NOBODY;
}

/** Puts an agent's question before people and waits for the answer, however long that takes; the time limit stands still meanwhile. */
export async function askPerson(agent: LiveAgent, question: Question): Promise<Answer> {
  const questionId = question.id ?? randomUUID();
  const id = agent.assignment.agentId;
  agent.deadline.pause();
  agent.phase('waiting', `Waits for an answer: ${cleanLine(agent.redact(question.title), 150)}`);
  try {
    const body = {
      questionId,
      kind: question.kind,
      title: cleanLine(agent.redact(question.title), 200) || 'Question',
      body: cut(agent.redact(question.body), 10_000),
      options: question.options.slice(0, 9),
      subject: wholeSubject(agent, question),
    };
    await withRetries(() => agent.call(askQuestion, { params: { id }, body, signal: agent.signal }), {
      signal: agent.signal,
    });
    for (;;) {
      const answer = await withRetries(
        () =>
          agent.call(takeAnswer, {
            params: { id, questionId },
            query: { waitMs: 20_000 },
            signal: agent.signal,
            timeoutMs: 40_000,
          }),
        { signal: agent.signal },
      );
      agent.onDesired(answer.desired);
      if (answer.answered) return { option: answer.option, text: answer.text };
      await sleep(250, undefined, { signal: agent.signal });
    }
  } catch (error) {
    if (isFault(error, 'lost')) agent.stop('lost');
    return NOBODY;
  } finally {
    agent.deadline.resume();
    if (!agent.signal.aborted) agent.phase('working', 'Goes on.');
  }
}

/** What a question is about, only as it stands: with a secret taken out, or cut off, it would stand for other things too. */
function wholeSubject(agent: LiveAgent, { subject }: Question): Question['subject'] {
  if (!subject || subject.input === '' || subject.input.length > 10_000 || subject.tool.length > 100)
    return undefined;
  return agent.redact(subject.input) === subject.input ? subject : undefined;
}
