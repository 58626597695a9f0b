import { expect, it } from 'vitest';
import { ProtocolRunner } from '../support/protocol-runner';
import { withApi } from './with-api';

const api = withApi('own');

it('the agents at work are listed by their ids alone, oldest first, and gone when they have ended', async () => {
  await api.project();
  const runner = await new ProtocolRunner(api.url).connect('desk');
  await runner.open();
  await api.task({ role: 'planner' });
  await api.task({ role: 'planner' });
  const [one, two] = [await runner.mustClaim(), await runner.mustClaim()];
  const active = async () => (await api.get('/api/agents/active')).data;
  expect(await active()).toEqual([one.agentId, two.agentId]);
  await runner.begin(one);
  await runner.finish(one, { headSha: null, changes: null });
  expect(await active()).toEqual([two.agentId]);
}, 120_000);
