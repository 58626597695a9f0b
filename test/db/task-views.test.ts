import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '@/contract/policy';
import { TaskViewShows } from '@/contract/task-view';
import { changeView } from '@/domain/views/change-view';
import { deleteView } from '@/domain/views/delete-view';
import { listViews } from '@/domain/views/list-views';
import type { Viewer } from '@/domain/views/may-change';
import { saveView } from '@/domain/views/save-view';
import { asWorkspace } from '@/lib/db';
import { toWireId } from '@/lib/ids';
import { refusal, withWorld } from './world';

const world = withWorld();
const people = {} as Record<'ana' | 'ben' | 'eve' | 'adam', Viewer>;
const shows = (some: object = {}) => TaskViewShows.parse(some);
const save = (who: Viewer, name: string, more: { shared?: boolean; shows?: object } = {}) =>
  asWorkspace(who, (tx) =>
    saveView(tx, who, { name, shared: more.shared ?? false, shows: shows(more.shows) }),
  );
const change = (who: Viewer, id: string, to: Parameters<typeof changeView>[3]) =>
  asWorkspace(who, (tx) => changeView(tx, who, id, to));
const remove = (who: Viewer, id: string) => asWorkspace(who, (tx) => deleteView(tx, who, id));
const names = (who: Viewer) =>
  asWorkspace(who, async (tx) => (await listViews(tx, who)).map(({ name }) => name));

beforeAll(async () => {
  const { workspaceId } = world.me;
  const roles: [keyof typeof people, Role][] = [
    ['ana', 'member'],
    ['ben', 'member'],
    ['eve', 'viewer'],
    ['adam', 'admin'],
  ];
  for (const [name, role] of roles) {
    const userId = randomUUID();
    people[name] = { workspaceId, userId, role, token: null };
    await world.sql.query('insert into "user" (id, name, email) values ($1, $2, $3)', [
      userId,
      name,
      `${name}@example.com`,
    ]);
    await world.sql.query('insert into member (workspace_id, user_id, role) values ($1, $2, $3)', [
      workspaceId,
      userId,
      role,
    ]);
  }
});

describe('a saved view', () => {
  it('is there for its maker alone until it is shared, and says whose it is', async () => {
    const { ana, ben } = people;
    const view = await save(ana, 'Mine to review', {
      shows: {
        status: ['IN_REVIEW'],
        view: 'board',
        sort: 'priority',
        project: toWireId('proj', world.projectId),
      },
    });
    expect(view.shows).toEqual(
      shows({
        status: ['IN_REVIEW'],
        view: 'board',
        sort: 'priority',
        project: toWireId('proj', world.projectId),
      }),
    );
    expect(await names(ben)).toEqual([]);
    expect((await refusal(change(ben, view.id, { name: 'Taken over' }))).code).toBe('NOT_FOUND');
    expect((await refusal(remove(ben, view.id))).code).toBe('NOT_FOUND');
    await change(ana, view.id, { shared: true });
    const [seen] = await asWorkspace(ben, (tx) => listViews(tx, ben));
    expect(seen).toMatchObject({
      name: 'Mine to review',
      shared: true,
      yours: false,
      mayChange: false,
      by: 'ana',
    });
    await remove(ana, view.id);
    expect(await names(ben)).toEqual([]);
  });

  it('that is shared is changed by its maker and by admins, and by nobody else', async () => {
    const { ana, ben, adam } = people;
    const view = await save(ana, 'Risky', { shared: true, shows: { risk: ['HIGH'] } });
    expect((await refusal(change(ben, view.id, { name: 'Calm' }))).code).toBe('FORBIDDEN');
    expect((await refusal(remove(ben, view.id))).code).toBe('FORBIDDEN');
    const onlyReads: Viewer = { ...adam, token: { scopes: ['workspace:read'] } };
    expect((await refusal(change(onlyReads, view.id, { name: 'Calm' }))).code).toBe('FORBIDDEN');
    expect((await change(adam, view.id, { name: 'Very risky' })).name).toBe('Very risky');
    expect((await change(ana, view.id, { shows: shows({ risk: ['CRITICAL'] }) })).shows.risk).toEqual([
      'CRITICAL',
    ]);
    await remove(adam, view.id);
  });

  it('can be had by a viewer, who shares nothing, and by no token that acts for nobody', async () => {
    const { eve, ana } = people;
    const view = await save(eve, 'To watch');
    expect((await refusal(save(eve, 'For all', { shared: true }))).code).toBe('FORBIDDEN');
    expect((await refusal(change(eve, view.id, { shared: true }))).code).toBe('FORBIDDEN');
    expect((await refusal(save({ ...ana, userId: randomUUID() }, 'Nobody’s'))).code).toBe('FORBIDDEN');
    expect(await names(eve)).toEqual(['To watch']);
  });

  it('has a name that its maker uses once, while others may use it too', async () => {
    const { ana, ben } = people;
    await save(ana, 'Today');
    const other = await save(ana, 'Tomorrow');
    expect((await refusal(save(ana, 'Today'))).code).toBe('CONFLICT');
    expect((await refusal(change(ana, other.id, { name: 'Today' }))).code).toBe('CONFLICT');
    await save(ben, 'Today');
  });

  it('of a project that others keep private is not told of, though it is shared', async () => {
    const { ana, ben } = people;
    const project = toWireId('proj', world.projectId);
    await save(ana, 'Of the shop', { shared: true, shows: { project } });
    expect(await names(ben)).toContain('Of the shop');
    await world.sql.query("update project set visibility = 'private', owner_id = $2 where id = $1", [
      world.projectId,
      ana.userId,
    ]);
    expect(await names(ben)).not.toContain('Of the shop');
    expect(await names(ana)).toContain('Of the shop');
    expect((await refusal(save(ben, 'A look in', { shows: { project } }))).code).toBe('NOT_FOUND');
  });
});
