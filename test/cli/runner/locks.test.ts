import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createEnrollment } from '@/contract/enrollment';
import type { Scenario, ToolCall } from '../../../examples/scripted-model/scenario';
import { SCENARIOS } from '../../../examples/scripted-model/scenarios';
import type { ModelRequest, ScriptedModel } from '../../../examples/scripted-model/start-scripted-model';
import type { RunnerStage } from './stage-runner';
import { withStage } from './with-stage';

const HELD = 'src/cart.js';
const shell = (command: string): ToolCall => ({ name: 'Bash', input: { command, description: 'Write' } });
const file = (name: string) => `{{cwd}}/${name}`;
const STOLEN = 'stolen\n';

/** Every way to write a file that another machine's task holds; `late` ones need a moment until they write. */
const WAYS: Record<string, { tool: ToolCall; late?: boolean }> = {
  'a program': { tool: shell(`python3 -c "open('${HELD}', 'w').write('stolen')"`) },
  'a stream editor': { tool: shell(`sed -i 's/cart/stolen/' ${HELD}`) },
  'a checkout of another commit': { tool: shell(`git checkout HEAD~1 -- ${HELD}`) },
  'a restore of another commit': { tool: shell(`git restore --source HEAD~1 ${HELD}`) },
  'a reset to another commit': { tool: shell('git reset --hard HEAD~1') },
  'a stash of somebody': { tool: shell('git stash pop') },
  'another commit without the index': { tool: shell(`git show HEAD~1:${HELD} > ${HELD}`) },
  'a link in its place': { tool: shell(`ln -sf /etc/hostname ${HELD}`) },
  'a link that leads to it': {
    tool: shell(`ln -s ${path.basename(HELD)} src/alias.js; echo stolen > src/alias.js`),
  },
  'a rename': { tool: shell(`mv ${HELD} src/basket.js`) },
  'a command that fails': { tool: shell(`echo stolen > ${HELD}; exit 3`) },
  'the tool Write': { tool: { name: 'Write', input: { file_path: file(HELD), content: STOLEN } } },
  'the tool Write by way of a link': {
    tool: { name: 'Write', input: { file_path: file('src/alias.js'), content: STOLEN } },
  },
  'the tool Edit': {
    tool: {
      name: 'Edit',
      input: { file_path: file(HELD), old_string: '// The cart.', new_string: 'stolen' },
    },
  },
  'the tool NotebookEdit': {
    tool: {
      name: 'NotebookEdit',
      input: { notebook_path: file('plan.ipynb'), cell_id: 'a', new_source: 'stolen' },
    },
  },
  'a sub-agent': {
    tool: {
      name: 'Task',
      input: {
        description: 'Write',
        subagent_type: 'general-purpose',
        prompt: '[scenario:sub-thief] Write it.',
      },
    },
  },
  'a background process': {
    tool: shell(`(sleep 5 && echo stolen > ${HELD}) > /dev/null 2>&1 &`),
    late: true,
  },
};
const TRIED = Object.values(WAYS).map(({ tool }) => tool);

const API_WAYS = ['the tool Write', 'the tool Edit', 'a program', 'a stream editor', 'a command that fails'];
const API_TRIED = API_WAYS.map((way) => WAYS[way]!.tool).concat({
  name: 'Write',
  input: { file_path: file('theirs.txt'), content: 'theirs\n' },
});

const SCENES: Scenario[] = [
  {
    name: 'holder',
    about: 'writes its file once there is a file named go',
    steps: [
      { text: 'I wait.', tools: [shell('while [ ! -e go ]; do sleep 0.3; done; rm go')] },
      { text: 'I read it.', tools: [{ name: 'Read', input: { file_path: file(HELD) } }] },
      {
        text: 'I write it.',
        tools: [
          {
            name: 'Edit',
            input: {
              file_path: file(HELD),
              old_string: '// The cart.',
              new_string: '// The cart of its holder.',
            },
          },
        ],
      },
      { text: 'It is written.' },
    ],
  },
  {
    name: 'every-way',
    about: 'tries every way to write a file that another task holds',
    steps: ({ answers, told, said }) => {
      if (answers === 0)
        return {
          text: 'I read them.',
          tools: [HELD, 'plan.ipynb'].map((name) => ({ name: 'Read', input: { file_path: file(name) } })),
        };
      const tool = TRIED[answers - 1];
      if (tool) return { text: `Way ${answers}.`, tools: [tool] };
      if (answers === TRIED.length + 1)
        return {
          text: 'I write my own.',
          tools: [{ name: 'Write', input: { file_path: file('mine.txt'), content: 'mine\n' } }],
        };
      // Long enough for what it left running to have written.
      return {
        text: `Done. ${told.length} ${said.length}`,
        delayMs: answers === TRIED.length + 2 ? 7_000 : 0,
      };
    },
  },
  {
    name: 'api-thief',
    about: 'tries to write the file by the tool loop, which asks nobody about a shell',
    steps: ({ answers }) => {
      if (answers === 0)
        return { text: 'I read it.', tools: [{ name: 'Read', input: { file_path: file(HELD) } }] };
      const tool = API_TRIED[answers - 1];
      return tool ? { text: `Way ${answers}.`, tools: [tool] } : { text: 'Done.' };
    },
  },
  {
    name: 'sub-thief',
    about: 'a sub-agent that writes the file',
    steps: ({ answers }) =>
      answers === 0
        ? { text: 'I write.', tools: [{ name: 'Write', input: { file_path: file(HELD), content: STOLEN } }] }
        : { text: 'I was refused.' },
  },
];

let model: ScriptedModel;
let stage: RunnerStage;
let claude: { CLAUDE_BIN: string };
withStage({ scenarios: [...SCENES, ...SCENARIOS] }, (staged) => {
  ({ model, stage, claude } = staged);
});

/** What the model was shown after each of its answers. */
function shownAfter(request: ModelRequest): string[] {
  const shown: string[] = [];
  for (const { role, content } of request.body!.messages) {
    if (role === 'assistant') shown.push('');
    else if (shown.length > 0) shown[shown.length - 1] += JSON.stringify(content);
  }
  return shown;
}

/** Where what a way led to is seen, if not in the answer to its own call. */
const ELSEWHERE: Record<string, (shown: string[], asked: ModelRequest[]) => string | undefined> = {
  'a sub-agent': (_, asked) =>
    shownAfter(asked.filter(({ scenario }) => scenario === 'sub-thief').at(-1)!)[0],
  'a background process': (shown) => shown.slice(TRIED.length + 1).join(''),
};
const NOTEBOOK = JSON.stringify({
  cells: [{ id: 'a', cell_type: 'code', source: ['1'], metadata: {}, outputs: [], execution_count: null }],
  metadata: { language_info: { name: 'python' } },
  nbformat: 4,
  nbformat_minor: 5,
});

describe('a file that a task on another machine holds', { timeout: 400_000 }, () => {
  test('is written by nobody else, whatever they try, and they are told who holds it', async () => {
    const content = `// The cart.\n${readFileSync(path.join(stage.repo, HELD), 'utf8')}`;
    writeFileSync(path.join(stage.repo, HELD), content);
    writeFileSync(path.join(stage.repo, 'plan.ipynb'), NOTEBOOK);
    stage.git('add', '-A');
    stage.git('commit', '-q', '-m', 'A second commit');
    writeFileSync(path.join(stage.repo, HELD), 'stashed\n');
    stage.git('stash');
    const second = { AGENT_ORCHESTRATOR_HOME: path.join(stage.root, 'second'), ...claude };
    const { token } = await stage.call(createEnrollment, { body: { name: 'desktop' } });
    await stage.run(['connect', token, '--url', stage.url, '-d', path.join(stage.root, 'projects')], second);

    const draft = { riskLevel: 'LOW', engine: 'claude-code' } as const;
    stage.start([], claude);
    const title = 'Name the holder [scenario:holder]';
    const holder = await stage.task({ title, filesHint: [HELD, '*.ipynb'], ...draft });
    await stage.until(holder.ref, 'IN_PROGRESS');
    const [, worktree] = stage.git('worktree', 'list').split('\n');
    stage.start([], second);
    const thief = await stage.task({ title: 'Take it [scenario:every-way]', ...draft });
    await stage.until(thief.ref, 'COMPLETED', 'NEEDS_HUMAN');

    const asked = model.requests.filter(({ body }) => body?.tools?.length);
    const shown = shownAfter(asked.filter(({ scenario }) => scenario === 'every-way').at(-1)!);
    for (const [i, way] of Object.keys(WAYS).entries()) {
      const said = (way in ELSEWHERE ? ELSEWHERE[way]!(shown, asked) : shown[i + 1]) ?? '';
      expect(said, way).toContain(`is held by ${holder.ref}`);
    }
    const merged = stage.git('diff', '--name-only', 'main~1', 'main').split('\n');
    expect(merged).toEqual(['mine.txt', 'src/alias.js', 'src/basket.js']);

    const other = await stage.task({
      title: 'Take it [scenario:api-thief]',
      ...draft,
      engine: 'anthropic-api',
    });
    await stage.until(other.ref, 'COMPLETED', 'NEEDS_HUMAN');
    const loop = shownAfter(model.requests.filter(({ scenario }) => scenario === 'api-thief').at(-1)!);
    for (const [i, way] of API_WAYS.entries())
      expect(loop[i + 1], `${way}, by the tool loop`).toContain(`is held by ${holder.ref}`);
    expect(stage.git('diff', '--name-only', 'main~1', 'main').split('\n')).toEqual(['theirs.txt']);

    writeFileSync(path.join(worktree!.split(' ')[0]!, 'go'), '');
    await stage.until(holder.ref, 'COMPLETED', 'NEEDS_HUMAN');
    expect(stage.git('show', `main:${HELD}`)).toBe(
      content.trimEnd().replace('// The cart.', '// The cart of its holder.'),
    );
  });
});
