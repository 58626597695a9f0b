import type { ExceptionAnswer, Subject } from '@/contract/exception';
import { appendEvent } from '@/domain/events/append-event';
import type { Tx } from '@/lib/db';
import { wrongField } from '@/lib/errors';
import { newId, toWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { prefixFault } from './rule-state';

interface Said {
  workspaceId: string;
  userId: string;
  projectId: string;
  taskId: string;
  exception: { id: string; number: number; subject: Subject | null };
  answer: Pick<(typeof ExceptionAnswer)['_output'], 'option' | 'text' | 'always'>;
}

/** Makes an answer the rule of its project; what was said of the same before goes. Throws VALIDATION_ERROR. */
export async function createRule(tx: Tx, runs: Runs, said: Said): Promise<void> {
  const { workspaceId, userId, projectId, taskId, exception, answer } = said;
  const { subject } = exception;
  if (!subject)
    throw wrongField(
      'always',
      'Nothing says exactly what this is about, so no rule can be made of the answer. Answer it this once.',
    );
  const prefix = answer.always?.prefix;
  const fault = prefix === undefined ? null : prefixFault(subject, prefix);
  if (fault) throw wrongField('always.prefix', fault);
  const pattern = { tool: subject.tool, input: prefix ?? subject.input, prefix: prefix !== undefined };
  await tx.rule.deleteMany({ where: { projectId, ...pattern } });
  const id = newId();
  // The agent that asked may go on without asking; the next ones are told so one by one.
  const option = answer.option === 'always' ? 'allow' : (answer.option ?? null);
  await tx.rule.create({
    data: {
      id,
      workspaceId,
      projectId,
      ...pattern,
      option,
      text: answer.text ?? null,
      exceptionNumber: exception.number,
      createdBy: userId,
    },
  });
  appendEvent(runs, {
    workspaceId,
    type: 'rule.created',
    actor: `person:${userId}`,
    projectId,
    taskId,
    exceptionId: exception.id,
    payload: { rule: toWireId('rule', id), ...pattern, option },
  });
}
