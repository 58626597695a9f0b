import { cut } from '@/contract/cut';
import { BODY_MOST, type Notification, type NotificationKind, TITLE_MOST } from '@/contract/notification';
import { toWireId } from '@/lib/ids';
import { exceptionRef, taskRef } from '@/lib/refs';

/** An event with what it is about, as it stands now. Ids are database uuids. */
export interface News {
  id: string;
  xid: string;
  type: string;
  actor: string;
  payload: Record<string, unknown>;
  task_id: string | null;
  exception_id: string | null;
  task_number: number | null;
  task_title: string | null;
  task_status: string | null;
  task_reason: string | null;
  project_id: string | null;
  created_by: string | null;
  assignee_id: string | null;
  /** What was said, where it is about that. */
  said: string | null;
  mentions: string[] | null;
  said_by: string | null;
  number: number | null;
  title: string | null;
  body: string | null;
  exception_type: string | null;
  severity: string | null;
  status: string | null;
  exception_assignee_id: string | null;
}

/** Whom something concerns: those that are named, those who follow the task, and where nobody of these is there, all who may act. */
export interface Audience {
  named: string[];
  watchers: boolean;
  else: 'everyone' | 'nobody';
}
/** Something to tell. */
export interface Notice extends Omit<Notification, 'id' | 'createdAt' | 'expiresAt' | 'readAt'> {
  taskId: string;
  projectId: string;
  /** The person who did it: they know. */
  by: string | null;
  to: Audience;
}
export interface Heard {
  tell: Notice[];
  /** Keys of what is settled. */
  withdraw: string[];
}

/**
 * What an event tells people, and what told before it settles. Pure. What an exception or a task says is looked at as it
 * stands now: nobody is told of what is over.
 */
export function noticeOf(news: News): Heard {
  const { type, task_id: taskId, project_id: projectId, task_number: number } = news;
  if (!taskId || !projectId || number === null) return { tell: [], withdraw: [] };
  const ref = taskRef(number);
  const task = { taskId, projectId, by: personOf(news.actor) };
  const at = `/tasks/${ref}`;
  const about = news.task_title ?? '';
  const review = `${taskId}:review`;
  const ended = `${taskId}:ended`;
  const assigned = `${taskId}:assigned`;
  const mine = (ids: (string | null)[]) => ids.filter((one) => one !== null);
  const notice = (kind: NotificationKind, more: Partial<Notice> & Pick<Notice, 'title' | 'to'>): Notice => ({
    kind,
    severity: 'medium',
    body: cut(about, BODY_MOST),
    ref,
    url: at,
    actions: [{ label: 'Open', url: at }],
    dedupeKey: `${taskId}:${kind}`,
    ...task,
    ...more,
    title: cut(more.title, TITLE_MOST),
  });
  if (type === 'exception.opened' || type === 'exception.resolved') {
    const key = String(news.exception_id);
    if (type === 'exception.resolved' || !isOpen(news)) return { tell: [], withdraw: [key] };
    const name = exceptionRef(news.number ?? 0);
    const url = `/exceptions?e=${name}`;
    const owner = news.exception_assignee_id ?? news.assignee_id;
    return {
      tell: [
        notice('needs_you', {
          severity: (news.severity ?? 'medium') as Notice['severity'],
          title: `${ref} ${isQuestion(news) ? 'asks' : 'needs you'}: ${news.title}`,
          body: cut(`${about}${news.body ? `. ${oneLine(news.body)}` : ''}`, BODY_MOST),
          ref: name,
          url,
          actions: [
            { label: 'Answer', url },
            { label: 'Open task', url: at },
          ],
          dedupeKey: key,
          to: { named: mine([owner]), watchers: false, else: 'everyone' },
        }),
      ],
      withdraw: [],
    };
  }
  if (type === 'task.review') {
    if (news.task_status !== 'IN_REVIEW') return { tell: [], withdraw: [review] };
    const url = `${at}?tab=changes`;
    return {
      tell: [
        notice('needs_you', {
          title: `${ref} is ready to review`,
          url,
          actions: [{ label: 'Review', url }],
          dedupeKey: review,
          to: { named: mine([news.assignee_id]), watchers: false, else: 'everyone' },
        }),
      ],
      withdraw: [],
    };
  }
  if (type === 'task.updated') {
    const wire = news.payload.assigneeId;
    if (wire === undefined) return { tell: [], withdraw: [] };
    const to = news.assignee_id;
    if (to === null || wire !== toWireId('user', to)) return { tell: [], withdraw: [assigned] };
    const given = notice('mention', {
      title: `${ref} is yours now`,
      dedupeKey: assigned,
      to: { named: [to], watchers: false, else: 'nobody' },
    });
    return { tell: [given], withdraw: [] };
  }
  if (type.startsWith('comment.')) return said(news, notice, at);
  const withdraw = type === 'task.queued' ? [review, ended] : [review];
  const to: Audience = { named: mine([news.assignee_id, news.created_by]), watchers: true, else: 'everyone' };
  if (type === 'task.failed' && news.task_status === 'FAILED')
    return {
      tell: [notice('failed', { severity: 'high', title: `${ref} failed`, dedupeKey: ended, to })],
      withdraw,
    };
  if (type === 'task.completed' && news.task_status === 'COMPLETED')
    return {
      tell: [
        notice('done', {
          severity: 'low',
          title: `${ref} is done`,
          dedupeKey: ended,
          to: { named: [], watchers: true, else: 'nobody' },
        }),
      ],
      withdraw,
    };
  return { tell: [], withdraw };
}

/** Who is named is called; the others who follow the task hear that something was said. */
function said(
  { type, payload, said: text, mentions, said_by }: News,
  notice: (kind: NotificationKind, more: Partial<Notice> & Pick<Notice, 'title' | 'to'>) => Notice,
  at: string,
): Heard {
  const key = `remark:${payload.remark}`;
  if (text === null) return { tell: [], withdraw: [key] };
  const by = said_by ?? 'Somebody';
  const url = `${at}?tab=discussion`;
  const more = {
    body: cut(oneLine(text), BODY_MOST),
    url,
    actions: [{ label: 'Reply', url }],
    dedupeKey: key,
    severity: 'low' as const,
  };
  const called = notice('mention', {
    ...more,
    title: `${by} mentions you on ${at.split('/')[2]}`,
    to: { named: mentions ?? [], watchers: false, else: 'nobody' },
  });
  const heard = notice('comment', {
    ...more,
    title: `${by} on ${at.split('/')[2]}`,
    to: { named: [], watchers: true, else: 'nobody' },
  });
  if (type === 'comment.changed') return { tell: payload.named === true ? [called] : [], withdraw: [] };
  return { tell: mentions && mentions.length > 0 ? [heard, called] : [heard], withdraw: [] };
}

const isOpen = ({ status }: News) => status === 'open' || status === 'acknowledged';
const isQuestion = ({ exception_type: type }: News) => type === 'QUESTION' || type === 'PERMISSION';
/** Words alone: what colours a terminal says nothing here. */
const oneLine = (text: string) =>
  text
    .replaceAll(/\p{Cc}\[[0-9;?]*[ -/]*[@-~]/gu, '')
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim();
const personOf = (actor: string) => (actor.startsWith('person:') ? actor.slice('person:'.length) : null);
