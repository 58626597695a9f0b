import { z } from 'zod';
import { endpoint } from './endpoint';
import { id } from './ids';

export const createStreamToken = endpoint({
  name: 'createStreamToken',
  summary:
    'Make a token for who cannot send headers, as EventSource: good for a minute, to open one stream of this workspace by `?token=`',
  method: 'POST',
  path: '/api/stream-tokens',
  who: 'person',
  action: 'workspace:read',
  status: 201,
  body: z.strictObject({
    agentId: id('agent').optional().describe('The agent whose log it opens; without one it opens the events'),
  }),
  returns: z.object({ token: z.string(), expiresIn: z.number().describe('Seconds') }),
});
