import { spawn, spawnSync } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cleanJson, cleanText } from '../../../cli/src/terminal/clean-text';
import { frame } from '../../support/protocol-runner';
import { withDashboard } from './with-dashboard';

/** Titles, clipboards, cursors, answers to questions of the terminal, 8-bit forms, and what turns words round. */
const POISON = [
  '\u001b]0;owned\u0007',
  '\u001b]52;c;b3duZWQ=\u0007',
  '\u001b]8;;http://evil.example\u001b\\link\u001b]8;;\u001b\\',
  '\u001b[2J\u001b[1;1H\u001b[6n\u001b[?1049h',
  '\u001bP+q544e\u001b\\',
  '\u009b2J\u009d0;owned\u009c\u0090x\u009c',
  '\u001bc\u001b(0\u000e\u0008\u0008\r\u0000\u007f',
  '\u202edesrever\u202c\u2066x\u2069\u200b\u{e0041}',
].join('');
const REMOTE = new Set(
  'title,name,projectName,runnerName,taskTitle,taskRef,ref,description,body,message,detail,note,activity,text,reason,pattern,path,branch,label,sentence,summary,hint'.split(
    ',',
  ),
);
/** What a program may write to a terminal: text, line ends, tabs, and its own colours. */
const RAW =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001a\u001c-\u001f\u007f-\u009f\u200b\u202a-\u202e\u2066-\u2069]|\u001b(?!\[[0-9;]*m)|[\u{e0000}-\u{e0fff}]/u;

const at = withDashboard();
let poisoned: Server;
let url = '';

/** The dashboard as a hostile one would answer: the poison stands before and after every word of its own. */
beforeAll(async () => {
  await at.api.project({ name: 'Shop' });
  poisoned = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const answer = await fetch(new URL(request.url ?? '/', at.api.url), {
      method: request.method,
      headers: { 'content-type': 'application/json' },
      body: chunks.length > 0 ? Buffer.concat(chunks) : undefined,
    });
    const json = JSON.parse(await answer.text(), (key, value) =>
      REMOTE.has(key) && typeof value === 'string' ? `${POISON}${value}${POISON}` : value,
    );
    response.writeHead(answer.status, { 'content-type': 'application/json', 'ao-server': '1' });
    response.end(JSON.stringify(json));
  });
  await new Promise<void>((listening) => poisoned.listen(0, '127.0.0.1', listening));
  url = `http://127.0.0.1:${(poisoned.address() as AddressInfo).port}`;
});
afterAll(() => {
  poisoned?.closeAllConnections();
  poisoned?.close();
});

const PTY = 'import os,pty,sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))';
const hasPty = spawnSync('python3', ['-c', 'import pty']).status === 0;

/** Runs the program on a terminal of its own; where none can be made, as if colours were wanted. */
function onTerminal(argv: string[]): Promise<{ code: number | null; out: string }> {
  const program = [process.execPath, path.resolve('cli/dist/main.js'), ...argv];
  const [command = '', ...args] = hasPty ? ['python3', '-c', PTY, ...program] : program;
  const env = at.env({ AGENT_ORCHESTRATOR_URL: url, TERM: 'xterm-256color', FORCE_COLOR: '1' });
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      env: { PATH: process.env.PATH, ...env } as NodeJS.ProcessEnv,
      cwd: at.home,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (out += bytes));
    child.on('close', (code) => resolve({ code, out }));
  });
}

test(`whatever a dashboard says, no command passes more than text to ${hasPty ? 'the terminal' : 'a pipe in colours (no terminal can be made without python3)'}`, async () => {
  const task = await at.api.task({ title: 'Shown words' });
  const runner = await at.runner();
  const assignment = await runner.mustClaim();
  await runner.begin(assignment);
  const said = frame(1, `words ${POISON} of the agent\n`);
  await runner.append(assignment, 0, said);
  await runner.finish(assignment, { outcome: 'failed', reason: 'setup_failed', message: 'Words.' }, [said]);
  const [exception] = (await at.api.get('/api/exceptions')).data;
  const commands = [
    ['tasks'],
    ['tasks', 'show', task.ref],
    ['tasks', '--json'],
    ['why', task.ref],
    ['logs', task.ref],
    ['logs', task.ref, '--raw'],
    ['logs', task.ref, '--json'],
    ['exceptions'],
    ['exceptions', 'show', exception.ref],
    ['exceptions', 'show', exception.ref, '--json'],
    ['locks'],
    ['tasks', 'show', 'TASK-999999'],
    ['message', task.ref, 'hello'],
  ];
  const shown = await Promise.all(commands.map(onTerminal));
  for (const [n, { out }] of shown.entries()) {
    const found = RAW.exec(out.replaceAll('\r\n', '\n'));
    const around = found && JSON.stringify(out.slice(Math.max(0, found.index - 40), found.index + 40));
    expect({ command: commands[n], around }).toEqual({ command: commands[n], around: null });
    expect(out.length, commands[n]?.join(' ')).toBeGreaterThan(0);
  }
  const words = shown.map(({ out }) => out).join('\n');
  for (const word of ['Shown words', 'Words.', 'of the agent']) expect(words).toContain(word);
}, 60_000);

test('nothing that is cleaned does anything to a terminal, whatever it is', () => {
  const nasty = fc.string({
    unit: fc.oneof(
      fc.constantFrom(
        '\u001b',
        '[',
        ']',
        'P',
        ';',
        '\u0007',
        '\u009b',
        '\u009d',
        '\u009c',
        '\\',
        'm',
        '\n',
        'a',
      ),
      fc.string({ minLength: 1, maxLength: 1, unit: 'binary' }),
    ),
    maxLength: 30,
  });
  fc.assert(
    fc.property(nasty, (text) => {
      const [clean, json] = [cleanText(text), cleanJson({ text })];
      return (
        !RAW.test(clean) && !clean.includes('\u001b') && !RAW.test(json) && JSON.parse(json).text === text
      );
    }),
    { numRuns: 1000 },
  );
});
