import { z } from 'zod';
import { Desired } from './attempt';
import { endpoint } from './endpoint';
import { id } from './ids';
import { Finding, SupervisionStep } from './stall';

export const superviseAgent = endpoint({
  name: 'superviseAgent',
  summary: 'A step that the runner took with an agent that has been silent; repeatable by its number',
  method: 'POST',
  path: '/api/runner/agents/:id/supervision',
  who: 'agent',
  params: z.strictObject({ id: id('agent') }),
  body: z.object({
    /** Counts the steps of this agent, from 1. */
    n: z.number().int().min(1).max(1_000_000),
    step: SupervisionStep,
    finding: Finding,
    quietMs: z.number().int().min(0),
    /** For people. */
    sentence: z.string().min(1).max(300),
  }),
  returns: z.object({ desired: Desired }),
});
