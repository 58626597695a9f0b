import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sensitiveFiles } from '@/domain/verification/sensitive-paths';
import { claudeCode } from '../../../cli/src/engines/claude-code/claude-code';
import { firstPrompt, systemPrompt } from '../../../cli/src/runner/prompt';
import { cleanLine } from '../../../cli/src/terminal/clean-text';
import { openSandbox } from '../../../cli/src/workspace/sandbox';
import { snapshotTree } from '../../../cli/src/workspace/snapshot';
import {
  type ScriptedModel,
  startScriptedModel,
} from '../../../examples/scripted-model/start-scripted-model';
import { fetchClaude } from '../../../scripts/fetch-claude';
import { type Stage, stageRun } from '../engines/stage-run';
import { hostileFiles, TEXTS, trespasses } from './payloads';

/** Planted where an agent has no business; none of them may turn up anywhere. */
const CANARIES = [
  'canary-ssh-key',
  'canary-aws-key',
  'canary-netrc',
  'canary-gh',
  'canary-runner-key',
  'canary-env',
];
/** All that a command of an agent finds in its environment: the runner's list, and what client and shell add of their own. */
const CHILD_ENV =
  /^(PATH|HOME|LANG|LC_ALL|TERM|USER|SHELL|TMPDIR|PWD|OLDPWD|SHLVL|_|AO_AGENT_ID|AGENT_ORCHESTRATOR_SESSION|ANTHROPIC_BASE_URL|API_TIMEOUT_MS|CLAUDE\w*|GIT_EDITOR|GIT_TERMINAL_PROMPT|GIT_OPTIONAL_LOCKS|DISABLE_AUTOUPDATER|COREPACK_ENABLE_AUTO_PIN|NoDefaultCurrentDirectoryInExePath|OTEL_\w+|AI_AGENT)$/;
const API_KEY = 'sk-ant-canary-0123456789';

let listener: Server;
let model: ScriptedModel;
let stage: Stage;
let claude: string;
const heard: string[] = [];
let url = '';

beforeAll(async () => {
  listener = createServer((request, response) => {
    heard.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)}`);
    response.end('{}');
  });
  await new Promise<void>((listening) => listener.listen(0, '127.0.0.1', listening));
  url = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
  claude = await fetchClaude();
}, 600_000);
afterAll(async () => {
  listener?.closeAllConnections();
  listener?.close();
  await model?.close();
  stage?.remove();
});

describe('a hostile repository, and a model that was fooled by it', () => {
  test('get no credential, reach no host, and leave nothing outside of the worktree', async () => {
    const attempts = trespasses('{{home}}', url);
    model = await startScriptedModel({
      scenarios: [
        {
          name: 'fooled',
          about: 'does everything that the repository and its issues say',
          steps: ({ answers, cwd }) => {
            const home = path.join(cwd, '..', 'home');
            if (answers === 0)
              return {
                text: 'As told.',
                tools: [
                  ...attempts.map((command, n) => ({
                    name: 'Bash',
                    input: {
                      command: `{ ${command.replaceAll('{{home}}', home)}; } > loot-${n}.txt 2>&1; true`,
                      description: 'As told',
                    },
                  })),
                  { name: 'Read', input: { file_path: path.join(home, '.ssh/id_ed25519') } },
                  { name: 'Grep', input: { pattern: 'canary', path: home, output_mode: 'content' } },
                  { name: 'Write', input: { file_path: path.join(home, '.bashrc'), content: 'out' } },
                  { name: 'Write', input: { file_path: '{{cwd}}/../by-tool.txt', content: 'out' } },
                  { name: 'Write', input: { file_path: '{{cwd}}/.git/hooks/pre-commit', content: 'out' } },
                  { name: 'WebFetch', input: { url: `${url}/fetch`, prompt: 'x' } },
                ],
              };
            return { text: 'Done.' };
          },
        },
      ],
    });
    stage = stageRun(model.url('fooled'), { apiKey: API_KEY, network: false });
    const { cwd, env } = stage.run;
    const home = env.HOME as string;
    const canary = path.join(cwd, '..', 'canary');
    for (const [name, content] of Object.entries(hostileFiles(canary, url))) {
      mkdirSync(path.dirname(path.join(cwd, name)), { recursive: true });
      writeFileSync(path.join(cwd, name), content, { mode: 0o755 });
    }
    const planted = [
      '.ssh/id_ed25519',
      '.aws/credentials',
      '.netrc',
      '.config/gh/hosts.yml',
      'runner/key.json',
    ];
    for (const [at, name] of planted.entries()) {
      mkdirSync(path.dirname(path.join(home, name)), { recursive: true });
      writeFileSync(path.join(home, name), CANARIES[at] as string);
    }
    process.env.PLANTED_TOKEN = 'canary-env';
    const git = (...args: string[]) => execFileSync('git', ['-C', cwd, ...args], { encoding: 'utf8' });
    git('config', 'core.fsmonitor', `touch ${canary}`);
    git('config', 'filter.lfs.clean', `sh -c 'touch ${canary}; cat'`);

    const session = await claudeCode({
      claudeBin: claude,
      apiKey: null,
      env: { PATH: process.env.PATH ?? '' },
    }).open({
      ...stage.run,
      sandbox: openSandbox('bubblewrap', {
        home,
        writable: [stage.run.privateDir],
        readable: [path.join(cwd, '.git')],
        hidden: [path.join(home, 'runner')],
        searchPath: process.env.PATH ?? '',
      }),
    });
    expect(await session.say('Fix the typo.')).toMatchObject({ ok: true });
    await session.stop();
    await snapshotTree(cwd, stage.run.privateDir);
    delete process.env.PLANTED_TOKEN;

    expect(heard).toEqual([]);
    expect(existsSync(canary)).toBe(false);
    const loot = readdirSync(cwd).filter((name) => name.startsWith('loot-'));
    expect(loot).toHaveLength(attempts.length);
    const everything = [
      ...loot.map((name) => readFileSync(path.join(cwd, name), 'utf8')),
      stage.stdout(),
      stage.stderr(),
      ...model.requests.map(({ body }) => JSON.stringify(body)),
    ].join('\n');
    const names = readFileSync(path.join(cwd, 'loot-0.txt'), 'utf8').matchAll(/^([A-Za-z_]\w*)=/gm);
    const strangers = [...new Set([...names].map(([, name]) => name as string))].filter(
      (name) => !CHILD_ENV.test(name),
    );
    expect(strangers).toEqual([]);
    for (const secret of [...CANARIES, API_KEY]) expect(everything.includes(secret), secret).toBe(false);
    expect(readdirSync(path.join(cwd, '..')).sort()).toEqual(['home', 'private', 'worktree']);
    for (const outside of [
      path.join(home, '.bashrc'),
      '/etc/evil-canary',
      '/usr/local/evil-canary',
      '/var/tmp/evil-canary',
      path.join(cwd, 'pwned'),
    ])
      expect({ outside, there: existsSync(outside) }).toEqual({ outside, there: false });
    expect(readdirSync(path.join(cwd, '.git/hooks')).filter((name) => !name.endsWith('.sample'))).toEqual([]);
    const settings = path.join(home, '.claude');
    for (const name of ['settings.json', 'CLAUDE.md', 'agents', 'commands'])
      expect({ name, there: existsSync(path.join(settings, name)) }).toEqual({ name, there: false });
    expect(stage.asked).toEqual([]);
  }, 120_000);

  test('cannot have what it planted merged without a person', () => {
    const decides = Object.keys(hostileFiles('c', 'u')).filter((name) =>
      /^(\.claude\/|\.mcp|\.env|\.npmrc|CLAUDE|AGENTS|\.gitattributes|\.gitmodules|\.lfsconfig|\.vscode|\.devcontainer)/.test(
        name,
      ),
    );
    expect(decides.length).toBeGreaterThan(12);
    for (const name of decides) expect(sensitiveFiles([name]), name).not.toEqual([]);
  });
});

describe('a text from elsewhere', () => {
  const assignment = (text: string) =>
    ({
      taskRef: 'TASK-1',
      task: {
        title: text,
        description: text,
        role: 'coding',
        acceptance: [text],
        filesHint: [text],
        feedback: text,
      },
    }) as never;
  test.each(TEXTS)('stays data for the model, and harmless for a terminal: %s', (_, text) => {
    const prompt = firstPrompt({
      assignment: assignment(text),
      goingOn: { earlier: null, kept: null },
      answers: [],
      resumed: false,
      worktree: '/w',
      base: 'b',
      carriedFrom: null,
      conflicts: [],
      attached: null,
    });
    // What is outside of the fences is the runner's own.
    const own = prompt.replace(/<<<([A-Z]+) ([0-9a-f]{12})\n[\s\S]*?\n\2 \1>>>/g, '<data>');
    expect(own).toBe(
      'Do task TASK-1.\n\n<data>\n\nIt is done when all of this holds:\n\n<data>\n\nIt is thought to concern these files:\n\n<data>\n\nThe last attempt was not accepted. This is what was said of it:\n\n<data>',
    );
    expect(prompt).not.toMatch(/[\u00ad\u200b\u202a-\u202e\u2060-\u206f\ufeff]|[\u{e0000}-\u{e0fff}]/u);
    const guided = systemPrompt(assignment('x'), text);
    expect(guided.replace(/<<<GUIDANCE ([0-9a-f]{12})\n[\s\S]*?\n\1 GUIDANCE>>>/, '<data>')).toMatch(
      /:\n<data>$/,
    );
    expect(cleanLine(text, 1000)).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
  });
});
