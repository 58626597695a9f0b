import type { Scenario, Step } from '../../../examples/scripted-model/scenario';

const shell = (command: string): Step => ({
  text: 'I run a command.',
  tools: [{ name: 'Bash', input: { command, description: 'Run' } }],
});
const write = (file: string, content: string) => ({
  name: 'Write',
  input: { file_path: `{{cwd}}/${file}`, content },
});
const testOf = (body: string) =>
  `import assert from 'node:assert/strict';\nimport { existsSync } from 'node:fs';\nimport { test } from 'node:test';\n\ntest('it holds', () => {\n  ${body}\n});\n`;

/** What agents do in the tests of this folder that the demo has no use for. */
export const SCENES: Scenario[] = [
  {
    name: 'judge',
    about:
      'as a judge: finds each point there whose first word is a file that the changes add; tries to write first',
    prompts: /^Judge the work on task/,
    steps: ({ said, answers }) => {
      const [shown] = said as [string];
      if (answers === 0)
        return {
          text: 'I try to mend it.',
          tools: [write('judged.md', 'x'), shell('id > judged.md').tools![0]!],
        };
      const asked = [...shown.matchAll(/^(\d+)\. (\S+)/gm)].map(([, nth, file]) => ({
        point: Number(nth),
        file,
      }));
      const points = asked.map(({ point, file }) => {
        const there = shown.includes(`+++ b/${file}`);
        return {
          point,
          verdict: there ? 'PASSED' : 'GAPS_FOUND',
          reason: there ? `${file} is there.` : `${file} is not there.`,
        };
      });
      return { text: JSON.stringify({ points }) };
    },
  },
  {
    name: 'half-done',
    about: 'writes docs.md, and more.md once a judge has missed it',
    prompts: /Write both pages/,
    steps: ({ said, called }) => {
      const has = (file: string) => called.some(({ input }) => String(input.file_path).endsWith(`/${file}`));
      if (!has('docs.md')) return { text: 'One page.', tools: [write('docs.md', 'Docs.\n')] };
      const missed = said.some((words) => words.includes('more.md is not there.'));
      if (missed && !has('more.md')) return { text: 'The other page.', tools: [write('more.md', 'More.\n')] };
      return { text: 'Both pages are written.' };
    },
  },
  {
    name: 'only-here',
    about:
      'its test needs a file that git ignores: it passes in the worktree alone, until the feedback says so',
    steps: ({ said, answers }) => {
      const told = said.some((words) => words.includes('FEEDBACK'));
      const body = told
        ? 'assert.ok(existsSync(new URL("./only-here.test.js", import.meta.url)));'
        : "assert.ok(existsSync(new URL('../cache/x', import.meta.url)));";
      if (answers > 0) return { text: told ? 'The test stands on its own now.' : 'Done.' };
      const files = [write('test/only-here.test.js', testOf(body))];
      return {
        text: 'I write the test.',
        tools: told ? files : [write('.gitignore', 'cache/\n'), write('cache/x', 'x'), ...files],
      };
    },
  },
  {
    name: 'note',
    about: 'writes one line into notes.md',
    steps: [
      { text: 'I write it down.', tools: [write('notes.md', 'A note.\n')] },
      { text: 'It is written down.' },
    ],
  },
  {
    name: 'settles-words',
    about:
      'writes into words.md; told that two versions stand there between markers it leaves them, and told that they still do it brings both together',
    steps: ({ said, answers, results }) => {
      const told = (words: string) => said.some((one) => one.includes(words));
      if (told('leave no marker') && !told('Markers of a conflict still stand'))
        return { text: 'It is written.' };
      const words = told('leave no marker') ? 'better, another' : 'another';
      const begins = told('leave no marker') ? results.length === 0 : answers === 0;
      return begins
        ? { text: `I write ${words}.`, tools: [write('words.md', `${words}\n`)] }
        : { text: 'It is written.' };
    },
  },
  {
    name: 'two-notes',
    about: 'writes one line into first.md and, after a while of thinking, one into second.md',
    steps: [
      { text: 'I write the first.', tools: [write('first.md', 'A note.\n')] },
      { text: 'I write the second.', tools: [write('second.md', 'A note.\n')], delayMs: 3_000 },
      { text: 'Both are written.' },
    ],
  },
  {
    name: 'same-note',
    about: 'writes one line into first.md and, after a while of thinking, writes it anew',
    steps: [
      { text: 'I write it.', tools: [write('first.md', 'A note.\n')] },
      { text: 'I write it better.', tools: [write('first.md', 'A better note.\n')], delayMs: 3_000 },
      { text: 'It is written.' },
    ],
  },
  {
    name: 'stubborn',
    about: 'its tests start a program that leaves its parent and does not heed SIGTERM, and never end',
    steps: [
      {
        text: 'I write a test.',
        tools: [
          write(
            'stubborn.test.mjs',
            `import { spawn } from 'node:child_process';\nimport { test } from 'node:test';\n\nconst loop = "trap '' TERM; while :; do sleep 0.2; done";\n\ntest('it never ends', async () => {\n  spawn('sh', ['-c', loop], { detached: true, stdio: 'ignore' }).unref();\n  await new Promise((done) => setTimeout(done, 600_000));\n});\n`,
          ),
        ],
      },
      shell('node --test stubborn.test.mjs'),
      { text: 'Done.' },
    ],
  },
  {
    name: 'thinker',
    about: 'thinks for long before each answer, and its command prints nothing for long',
    steps: [
      { ...shell('sleep 2.5'), delayMs: 2_500 },
      { text: 'I write it down.', tools: [write('notes.md', 'A note.\n')] },
      { text: 'It is written down.' },
    ],
  },
  {
    name: 'hangs-once',
    about: 'its model never answers, until it is told that it was silent',
    steps: ({ said, answers }) => {
      if (!said.some((words) => words.includes('You were silent'))) return { silent: true };
      return answers === 0
        ? { text: 'I write it down.', tools: [write('notes.md', 'A note.\n')] }
        : { text: 'It is written down.' };
    },
  },
  {
    name: 'waits-for-go',
    about: 'its command prints nothing until there is a file, then it writes one line into notes.md',
    steps: [
      shell('while [ ! -e go ]; do sleep 0.5; done; rm go'),
      { text: 'I write it down.', tools: [write('notes.md', 'A note.\n')] },
      { text: 'It is written down.' },
    ],
  },
  {
    name: 'ponders',
    about: 'thinks for a while, then says what it thought',
    steps: [{ text: 'I have thought.', delayMs: 4_000 }],
  },
  { name: 'hangs', about: 'its model never answers', steps: () => ({ silent: true }) },
  {
    name: 'printer',
    about: 'shows a secret in its output',
    steps: [
      shell(
        "node -e \"console.log(['hunter2','hunter2'].join('-'), Buffer.from('hunter2-hunter2').toString('base64'))\"",
      ),
      { text: 'The password is hunter2-hunter2.' },
    ],
  },
];
