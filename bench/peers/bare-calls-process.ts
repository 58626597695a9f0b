import { randomBytes } from 'node:crypto';
import http from 'node:http';
import type net from 'node:net';
import { text } from 'node:stream/consumers';
import { newId, toWireId } from '@/lib/ids';
import { answerCalls } from '../stage/answer-calls';

// Node's server that answers a runner's calls from memory and keeps nothing: what the calls themselves cost, on both sides.
const answerTo = (path: string): object => {
  if (path.endsWith('/sessions')) return { sessionEpoch: 1, projectsVersion: '1.0' };
  if (path.endsWith('/claims'))
    return { assignment: newAssignment(), pollAfterMs: 0, projectsVersion: '1.0' };
  return { accepted: true, taskStatus: 'COMPLETED' };
};
let number = 0;
/** The description stands for all that a real one holds besides. */
const newAssignment = () => ({
  agentId: toWireId('agent', newId()),
  taskId: toWireId('task', newId()),
  taskRef: `TASK-${++number}`,
  token: `aoj_${randomBytes(32).toString('base64url')}`,
  project: { id: toWireId('proj', newId()), checks: [] },
  task: { title: 'A task', description: ' '.repeat(700) },
});

const server = http.createServer(async (request, response) => {
  JSON.parse((await text(request)) || '{}');
  const body = JSON.stringify({ data: answerTo(request.url ?? '') });
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

answerCalls({ port: () => (server.address() as net.AddressInfo).port }, () => server.closeAllConnections());
