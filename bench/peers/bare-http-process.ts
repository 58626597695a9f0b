import http from 'node:http';
import type net from 'node:net';
import { text } from 'node:stream/consumers';
import { answerCalls } from '../stage/answer-calls';

// Node's server with nothing on it: a ping, and lines handed on to everyone who watches.
const watching = new Set<http.ServerResponse>();
const server = http.createServer(async (request, response) => {
  if (request.url === '/events') {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': here\n\n');
    watching.add(response);
    response.once('close', () => watching.delete(response));
    return;
  }
  if (request.url === '/publish') {
    const frame = `data: ${JSON.stringify({ lines: [{ text: await text(request) }] })}\n\n`;
    for (const one of watching) one.write(frame);
  }
  const body = JSON.stringify({ ok: true });
  response
    .writeHead(request.url === '/api/none' ? 404 : 200, {
      'content-type': 'application/json',
      'content-length': body.length,
    })
    .end(body);
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

answerCalls({ port: () => (server.address() as net.AddressInfo).port }, () => server.closeAllConnections());
