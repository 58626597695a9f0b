import type { Exception, Subject } from '@/contract/exception';
import { appendEvent } from '@/domain/events/append-event';
import { toWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { topic } from '@/lib/wake';
import { isMeant } from './rule-state';
import { ANSWER_BY_RULE, NOTE_SUBJECT, RULES_NEAR } from './use-rule.sql';

/** An exception that was opened in this transaction, or is known. Database uuids. */
interface Asked {
  workspaceId: string;
  projectId: string;
  taskId: string;
  exceptionId: string;
  subject: Subject;
  options: Exception['options'];
}

/** Answers a question of an agent by the rule that is about it, if there is one: recorded on it, with an event that names the rule. */
export async function useRule(runs: Runs, asked: Asked): Promise<void> {
  const { workspaceId, projectId, taskId, exceptionId, subject, options } = asked;
  await runs.query(NOTE_SUBJECT, [workspaceId, exceptionId, JSON.stringify(subject)]);
  const near = await runs.query(RULES_NEAR, [workspaceId, projectId, subject.tool, subject.input]);
  const rule = near.find(
    (one) => isMeant(one, subject) && (one.option === null || options.some(({ id }) => id === one.option)),
  );
  if (!rule) return;
  const id = toWireId('rule', rule.id);
  const resolution = { option: rule.option, text: rule.text, rule: id };
  const [used] = await runs.query(ANSWER_BY_RULE, [
    workspaceId,
    exceptionId,
    rule.id,
    JSON.stringify(resolution),
  ]);
  if (!used) return;
  appendEvent(runs, {
    workspaceId,
    type: 'exception.resolved',
    actor: 'system',
    taskId,
    exceptionId,
    payload: { status: 'resolved', option: rule.option, rule: id },
  });
  runs.wakes.add(topic.answer(exceptionId));
}
