#!/usr/bin/env node
// A program of the tests in the place of Claude Code: it speaks the same protocol over its pipes, emits bytes that it
// first writes down for itself, and does what the task's title asks: `[fake:<mode> lines=20 pauseMs=20]`.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { MODES } from './modes.mjs';
import { openTruth } from './truth.mjs';

if (process.argv.includes('--version')) {
  console.log('2.1.329 (Claude Code)');
  process.exit(0);
}
if (process.argv[2] === 'auth') {
  console.log(JSON.stringify({ loggedIn: true, authMethod: 'api_key' }));
  process.exit(0);
}

const truth = openTruth();
const waiting = new Map();
let asked = 0;
let interrupted = false;
let stubborn = false;

const emit = (event) => truth.out(Buffer.from(`${JSON.stringify(event)}\n`));
const usage = {
  input_tokens: 10,
  output_tokens: 5,
  cache_read_input_tokens: 0,
  cache_creation_input_tokens: 0,
};
const modelUsage = {
  fake: {
    inputTokens: 10,
    outputTokens: 5,
    cacheReadInputTokens: 0,
    cacheCreationInputTokens: 0,
    costUSD: 0.01,
  },
};
const engine = {
  truth,
  emit,
  pause: (ms) => new Promise((done) => setTimeout(done, ms)),
  isInterrupted: () => interrupted,
  beStubborn: () => {
    stubborn = true;
  },
  say: (text) =>
    emit({
      type: 'assistant',
      message: { id: `m${truth.bytes()}`, model: 'fake', content: [{ type: 'text', text }], usage },
    }),
  result: (more = {}) =>
    emit({
      type: 'result',
      subtype: 'success',
      is_error: false,
      terminal_reason: 'completed',
      result: 'It is done.',
      modelUsage,
      ...more,
    }),
  ask: (request) =>
    new Promise((done) => {
      const request_id = `fake-${++asked}`;
      waiting.set(request_id, done);
      emit({ type: 'control_request', request_id, request });
    }),
  spawnDaemon: () => {
    const inner = spawn('setsid', ['sleep', '600'], { detached: true, stdio: 'ignore' });
    inner.unref();
    truth.note('daemon', { pid: inner.pid });
  },
};

process.on('SIGTERM', () => {
  if (stubborn) return;
  truth.note('terminated');
  process.exit(143);
});

const input = createInterface({ input: process.stdin });
input.on('line', (line) => {
  const message = JSON.parse(line);
  if (message.type === 'control_response')
    return waiting.get(message.response.request_id)?.(message.response);
  if (message.type === 'user') return void turn(String(message.message.content));
  const { subtype } = message.request;
  const refused =
    subtype === 'get_usage' ? { subtype: 'error', error: 'not here' } : { subtype: 'success', response: {} };
  emit({ type: 'control_response', response: { request_id: message.request_id, ...refused } });
  if (subtype === 'interrupt' && !stubborn) interrupted = true;
});
input.on('close', () => {
  if (stubborn) return setInterval(() => {}, 1000);
  truth.note('closed');
  process.exit(0);
});

async function turn(prompt) {
  const [, name = 'normal', rest = ''] = /\[fake:([a-z-]+)([^\]]*)\]/.exec(prompt) ?? [];
  const options = Object.fromEntries(
    [...rest.matchAll(/(\w+)=(\d+)/g)].map(([, key, value]) => [key, Number(value)]),
  );
  truth.note('turn', { mode: name });
  emit({ type: 'system', subtype: 'init', model: 'fake', claude_code_version: '2.1.329', tools: [] });
  await MODES[name](engine, { lines: 20, pauseMs: 20, ...options });
  truth.note('turn-over', { bytes: truth.bytes() });
}
