import { randomBytes, randomUUID } from 'node:crypto';
import type pg from 'pg';
import { openException } from '@/domain/exceptions/open-exception';
import { asWorkspace } from '@/lib/db';
import { frame, ProtocolRunner, send } from '../../support/protocol-runner';
import { signedIn } from '../../support/signed-in';
import { rawCall } from '../api/raw-call';
import { uuidOf } from '../world';

/** In everything of the first workspace that has words. */
export const CANARY = 'canary';
const COLUMNS = {
  member: 'user_id',
  approval: 'user_id',
  viewed_file: 'user_id',
  task_watch: 'user_id',
  notification_choice: 'user_id',
  push_delivery: 'subscription_id',
  change: 'agent_id',
  lease: 'agent_id',
} as const;

/** A workspace in which much has happened, and somebody who owns another one and knows every id of the first. */
export interface TwoWorkspaces {
  /** Database uuids. */
  ours: string;
  theirs: string;
  /** What each sends along: somebody of the other workspace, the owner of ours, and a member of it. */
  stranger: Record<string, string>;
  owner: Record<string, string>;
  member: Record<string, string>;
  /** The wire id of one thing of ours, by the word that a path has before an id. */
  ids: Record<string, string>;
  /** The stranger's own live agent. */
  tokenHash: Buffer;
}

/** Fills a fresh database through the API at `url`; `sql` is its owner. */
export async function twoWorkspaces(url: string, sql: pg.Client): Promise<TwoWorkspaces> {
  const post = async (path: string, body: object = {}, headers = {}) => {
    const { status, data, error } = await send(url, 'POST', path, { body, headers });
    if (status >= 400) throw new Error(`${path}: ${JSON.stringify(error)}`);
    return data;
  };
  const project = await post('/api/projects', { name: CANARY, repo: `/srv/${CANARY}` });
  const runner = await new ProtocolRunner(url).connect(CANARY);
  await runner.open([], 10, ['pause', 'messages']);
  await post('/api/tasks', { title: `${CANARY} one`, projectId: project.id, filesHint: ['src/'] });
  const first = await runner.mustClaim();
  await runner.begin(first);
  const chunk = frame(1, `${CANARY} in a log\n`);
  await runner.append(first, 0, chunk);
  await runner.heartbeatWith(first, 1, { activity: `${CANARY} is read` });
  await post(`/api/agents/${first.agentId}/messages`, { text: `${CANARY} is said` });
  await runner.as(first, 'GET', 'messages');
  await runner.as(first, 'POST', 'locks', { paths: [`${CANARY}.ts`] });
  await runner.finish(first, { message: CANARY }, [chunk]);
  await post('/api/tasks', { title: `${CANARY} two`, projectId: project.id, filesHint: ['docs/'] });
  const second = (await runner.claim(2_000, randomUUID(), { kinds: ['work'] })).data.assignment ?? first;
  await runner.begin(second);
  const watch = { headers: { accept: 'text/event-stream' }, takeMs: 300 };
  await rawCall(url, 'GET', '/api/events/stream', watch);
  await rawCall(url, 'GET', `/api/agents/${second.agentId}/logs`, watch);
  await rawCall(url, 'GET', '/api/tasks', {});
  await post('/api/flows', { document: { name: CANARY, nodes: [] }, projectId: project.id });
  const { id: enrollmentId } = await post('/api/enrollments', { name: CANARY });
  const { id: tokenId } = await post('/api/tokens', { name: CANARY });

  const { rows } = await sql.query('select workspace_id as ours from task limit 1');
  const { ours } = rows[0];
  await asWorkspace(ours, (_, runs) =>
    openException(runs, {
      id: randomUUID(),
      workspaceId: ours,
      taskId: uuidOf(second.taskId),
      type: 'QUESTION',
      severity: 'low',
      title: CANARY,
      body: CANARY,
      options: [],
      actor: 'system',
    }),
  );
  await sql.query(
    `insert into rule (id, workspace_id, project_id, tool, input, option, exception_number) values ($1, $2, $3, 'Bash', $4, 'allow', 1)`,
    [randomUUID(), ours, uuidOf(project.id), CANARY],
  );
  await sql.query(
    `insert into hook_call (id, workspace_id, project_id, task_id, node_id, kind, payload, actor)
     values ($1, $2, $3, $4, 'plan', 'agent-complete', jsonb_build_object('message', $5::text), 'system')`,
    [randomUUID(), ours, uuidOf(project.id), uuidOf(first.taskId), CANARY],
  );
  await sql.query(
    `insert into review_comment (id, workspace_id, task_id, author_id, head_sha, path, side, line, line_text, text)
     select $1, $2, $3, user_id, 'a', $4, 'new', 1, $4, $4 from member where workspace_id = $2`,
    [randomUUID(), ours, uuidOf(first.taskId), CANARY],
  );
  await sql.query(
    `insert into approval (workspace_id, task_id, head_sha, user_id) select $1, $2, 'a', user_id from member where workspace_id = $1`,
    [ours, uuidOf(first.taskId)],
  );
  await sql.query(
    `insert into viewed_file (workspace_id, task_id, user_id, path, print) select $1, $2, user_id, $3, $3 from member where workspace_id = $1`,
    [ours, uuidOf(first.taskId), CANARY],
  );
  await sql.query(
    `insert into notification (id, workspace_id, user_id, task_id, kind, severity, title, body, ref, url, dedupe_key, in_app, expires_at)
     select $1, $2, user_id, $3, 'failed', 'high', $4, $4, $4, '/', $4, true, clock_timestamp() + interval '1 day' from member where workspace_id = $2`,
    [randomUUID(), ours, uuidOf(first.taskId), CANARY],
  );
  await sql.query(
    `insert into task_watch (workspace_id, task_id, user_id, watching, chosen) select $1, $2, user_id, true, true from member where workspace_id = $1`,
    [ours, uuidOf(first.taskId)],
  );
  await sql.query(
    `insert into remark (id, workspace_id, task_id, author_id, text) select $1, $2, $3, user_id, $4 from member where workspace_id = $2`,
    [randomUUID(), ours, uuidOf(first.taskId), CANARY],
  );
  await sql.query(
    `insert into attachment (id, workspace_id, task_id, created_by, name, media_type, size, sha256, bytes)
     select $1, $2, $3, user_id, $4, 'text/plain', octet_length($4), sha256(convert_to($4, 'utf8')), convert_to($4, 'utf8') from member where workspace_id = $2`,
    [randomUUID(), ours, uuidOf(first.taskId), CANARY],
  );
  await runner.as(second, 'GET', 'attachments');
  await sql.query(
    `insert into notification_choice (workspace_id, user_id, kind, in_app, push) select $1, user_id, 'done', true, false from member where workspace_id = $1`,
    [ours],
  );
  await sql.query(
    `insert into push_subscription (id, workspace_id, user_id, endpoint, p256dh, auth, browser)
     select $1, $2, user_id, 'https://push.example.com/' || $3, '', '', $3 from member where workspace_id = $2`,
    [randomUUID(), ours, CANARY],
  );
  await sql.query(
    `insert into push_delivery (workspace_id, subscription_id, notification_id) select s.workspace_id, s.id, n.id from push_subscription s, notification n where n.dedupe_key = $1`,
    [CANARY],
  );
  await sql.query(
    `insert into task_template (id, workspace_id, project_id, name, draft) values ($1, $2, $3, $4, '{}')`,
    [randomUUID(), ours, uuidOf(project.id), CANARY],
  );
  await sql.query(
    `insert into saved_view (id, workspace_id, user_id, shared, name, project_id) select $1, $2, user_id, true, $3, $4 from member where workspace_id = $2`,
    [randomUUID(), ours, CANARY, uuidOf(project.id)],
  );
  await sql.query(
    `insert into project_history (project_id, workspace_id, runner_name, tip, commits, paths, changes, pairs) values ($1, $2, $3, 'a', 1, array[$3], '{1}', '{}')`,
    [uuidOf(project.id), ours, CANARY],
  );
  const runId = randomUUID();
  await sql.query(
    `insert into flow_run (id, workspace_id, project_id, name, document, status, steps, left_open)
     values ($1, $2, $3, $4, $5, 'RUNNING', 1, 1)`,
    [
      runId,
      ours,
      uuidOf(project.id),
      CANARY,
      { name: CANARY, nodes: [{ id: CANARY, kind: 'review' }], edges: [] },
    ],
  );
  await sql.query(
    `insert into flow_node (id, workspace_id, run_id, scope, step, node, kind, status, open, enough) values ($1, $2, $3, '', 0, $4, 'review', 'review', 0, 0)`,
    [randomUUID(), ours, runId, CANARY],
  );
  // Nobody is to be lost while this is looked at.
  await sql.query("update lease set expires_at = clock_timestamp() + interval '1 day'");
  const password = `${CANARY} horse battery`;
  const person = (name: string) => ({ name, email: `${name}@example.com`, password });
  const owner = await signedIn(url, '/api/auth/owner', person(CANARY));
  const invitation = await post('/api/invitations', { email: `${CANARY}@elsewhere.example` }, owner);
  const joins = async (name: string) => {
    const [, invited] = (await post('/api/invitations', {}, owner)).link.split('#');
    return signedIn(url, '/api/auth/register', { ...person(name), invitation: invited });
  };
  const member = await joins('member');
  const stranger = await joins('stranger');
  const other = await aWorkspace(sql);
  await sql.query(
    `update member set workspace_id = $1, role = 'owner' where user_id = (select id from "user" where name = 'stranger')`,
    [other.id],
  );
  await sql.query(`delete from invitation where used_at is not null`);
  const one = async (table: string, prefix: string) => {
    const { rows: found } = await sql.query(`select id from ${table} where workspace_id = $1 limit 1`, [
      ours,
    ]);
    return `${prefix}_${found[0].id.replaceAll('-', '')}`;
  };
  const { rows: people } = await sql.query(
    `select s.id, s.user_id from session s join "user" u on u.id = s.user_id where u.name = $1`,
    [CANARY],
  );
  return {
    ours,
    theirs: other.id,
    stranger,
    owner,
    member,
    tokenHash: other.tokenHash,
    ids: {
      tasks: second.taskId,
      projects: project.id,
      agents: first.agentId,
      exceptions: await one('exception', 'exc'),
      checkpoints: await one('exception', 'exc'),
      locks: await one('file_lock', 'lock'),
      rules: await one('rule', 'rule'),
      flows: await one('flow', 'flow'),
      flow: await one('flow_run', 'run'),
      review: await one('flow_node', 'node'),
      comments: await one('review_comment', 'cmt'),
      'task-templates': await one('task_template', 'tmpl'),
      'task-views': await one('saved_view', 'view'),
      discussion: await one('remark', 'remark'),
      attachments: await one('attachment', 'att'),
      'push-subscriptions': await one('push_subscription', 'push'),
      runners: runner.runnerId,
      enrollments: enrollmentId,
      tokens: tokenId,
      invitations: invitation.id,
      members: `user_${people[0].user_id.replaceAll('-', '')}`,
      auth: `sess_${people[0].id.replaceAll('-', '')}`,
    },
  };
}

/** A workspace of somebody else with a live agent of its own. */
async function aWorkspace(sql: pg.Client): Promise<{ id: string; tokenHash: Buffer }> {
  const [id, project, task, runner, agent] = Array.from({ length: 5 }, () => randomUUID());
  const tokenHash = randomBytes(32);
  await sql.query("insert into workspace (id, name, slug) values ($1, 'Theirs', 'theirs')", [id]);
  await sql.query("insert into project (id, workspace_id, name, repo) values ($1, $2, 'Theirs', '/t')", [
    project,
    id,
  ]);
  await sql.query("insert into runner (id, workspace_id, name, public_jwk) values ($1, $2, 'theirs', '{}')", [
    runner,
    id,
  ]);
  await sql.query(
    `insert into task (id, workspace_id, project_id, number, title, status, timeout_ms, max_turns, attempt)
     values ($1, $2, $3, 1, 'Theirs', 'IN_PROGRESS', 1000, 10, 1)`,
    [task, id, project],
  );
  await sql.query(
    `insert into agent (id, workspace_id, task_id, runner_id, attempt, kind, claim_id, status) values ($1, $2, $3, $4, 1, 'work', $5, 'running')`,
    [agent, id, task, runner, randomUUID()],
  );
  await sql.query(
    `insert into lease (agent_id, workspace_id, task_id, runner_id, attempt, session_epoch, expires_at, token_hash)
     values ($1, $2, $3, $4, 1, 1, clock_timestamp() + interval '1 day', $5)`,
    [agent, id, task, runner, tokenHash],
  );
  return { id: id as string, tokenHash };
}

/** The tables with a workspace that people’s requests may read, schema before name where it is not public. */
export async function tablesOf(sql: pg.Client): Promise<string[]> {
  const { rows } = await sql.query(
    `select c.oid::regclass::text as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
     join pg_namespace n on n.oid = c.relnamespace
     where has_table_privilege('ao_app', c.oid, 'select') and n.nspname in ('public', 'hot') and c.relkind in ('r', 'p') and not c.relispartition order by 1`,
  );
  return rows.map(({ name }) => name);
}

/** What would show any change of a workspace's rows. */
export async function digestOf(sql: pg.Client, tables: string[], workspaceId: string): Promise<string> {
  const parts = tables.map(
    (table) =>
      `(select '${table} ' || md5(coalesce(string_agg(x::text, chr(10) order by x::text), '')) from ${table} x where workspace_id = $1)`,
  );
  const { rows } = await sql.query(`select concat_ws(chr(10), ${parts.join(', ')}) as sum`, [workspaceId]);
  return rows[0].sum;
}

/** Everything by which something of a workspace would be known: its ids without their dashes. */
export async function canariesOf(
  sql: pg.Client,
  tables: string[],
  workspaceId: string,
): Promise<Set<string>> {
  const found = new Set<string>();
  for (const table of tables) {
    const column = COLUMNS[table as keyof typeof COLUMNS] ?? 'id';
    const { rows: has } = await sql.query(
      "select from pg_attribute where attrelid = $1::regclass and attname = $2 and atttypid = 'uuid'::regtype",
      [table, column],
    );
    if (has.length === 0) continue;
    const { rows } = await sql.query(`select ${column}::text as id from ${table} where workspace_id = $1`, [
      workspaceId,
    ]);
    for (const { id } of rows) found.add(id.replaceAll('-', ''));
  }
  return found;
}
