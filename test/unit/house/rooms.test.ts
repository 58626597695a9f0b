import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findBreaches } from '../../../scripts/house/find-breaches';
import { readSources } from '../../../scripts/house/read-sources';
import { ROOMS, roomsTable } from '../../../scripts/house/rooms';

const sentences = (file: string, source: string) =>
  findBreaches(new Map([[file, source]])).map(({ sentence }) => sentence);

/** For each room of the table: one of its files, what it may import, and what it may not. */
const ROWS: Record<string, { file: string; may: string[]; mayNot: string[] }> = {
  contract: {
    file: 'src/contract/task.ts',
    may: ['zod', './ids'],
    mayNot: ['pg', '@/lib/env', '@/domain/tasks/move-task'],
  },
  lib: {
    file: 'src/lib/db.ts',
    may: ['pg', '@/contract/errors', '@/generated/prisma/client'],
    mayNot: ['@/domain/tasks/task-state', '@/http/route', '../services/scheduler/claim-task'],
  },
  'domain/X': {
    file: 'src/domain/tasks/move-task.ts',
    may: [
      '@/lib/db',
      '@/contract/task',
      './task-state',
      '@/domain/tasks/task-state',
      '../events/append-event',
    ],
    mayNot: [
      '@/domain/runners/find-token',
      '../holds/release-hold',
      '@/services/scheduler/claim-task',
      '@/http/route',
    ],
  },
  'services/supervisor': {
    file: 'src/services/supervisor/sweep.ts',
    may: ['@/domain/tasks/move-task', '@/services/scheduler/claim-task', '../triage/open'],
    mayNot: ['@/http/route', '@/api/router', '@/generated/prisma/enums'],
  },
  'services/X': {
    file: 'src/services/scheduler/claim-task.ts',
    may: ['@/domain/tasks/move-task', '@/lib/pool', './grant'],
    mayNot: [
      '@/services/supervisor/sweep',
      '../coordinator/advance-task',
      '@/http/route',
      '@/generated/prisma/enums',
    ],
  },
  http: {
    file: 'src/http/route.ts',
    may: ['@/contract/endpoint', '@/lib/env', '@/domain/runners/find-token'],
    mayNot: ['@/services/scheduler/claim-task', '@/api/router', '@/app/page'],
  },
  api: {
    file: 'src/api/tasks.ts',
    may: [
      '@/http/route',
      '@/services/scheduler/claim-task',
      '@/domain/tasks/create-task',
      '@/lib/db',
      '@/contract/task',
    ],
    mayNot: ['@/app/page', '@/server/serve', '@/components/task/task-page', '@/generated/prisma/enums'],
  },
  server: {
    file: 'src/server/serve.ts',
    may: ['@/lib/env', '@/api/router', '@/services/supervisor/start-supervisor'],
    mayNot: [
      '@/services/scheduler/claim-task',
      '@/domain/tasks/move-task',
      '@/contract/task',
      '@/http/route',
      '@/app/page',
    ],
  },
  components: {
    file: 'src/components/task/task-page.tsx',
    may: ['react', '@/contract/task', '@/hooks/call', '../ui/button'],
    mayNot: [
      '@/lib/db',
      '@/domain/tasks/task-state',
      '@/api/call-here',
      '@/generated/prisma/client',
      '../../http/route',
    ],
  },
  hooks: {
    file: 'src/hooks/call.ts',
    may: ['react', '@/contract/task'],
    mayNot: ['@/components/ui/button', '@/lib/errors', '@/api/call-here'],
  },
  app: {
    file: 'src/app/(dashboard)/page.tsx',
    may: [
      '@/components/ui/button',
      '@/api/call-here',
      '@/hooks/call',
      '@/domain/tasks/task-state',
      '@/lib/env',
    ],
    mayNot: ['@/generated/prisma/client', '@/server/serve', '../../server/serve'],
  },
  cli: {
    file: 'cli/src/runner/run-assignment.ts',
    may: ['commander', '@/contract/claim', '../server/call'],
    mayNot: ['@/lib/env', '@/domain/locks/canonical-path', '../../../src/lib/env'],
  },
};

test('every row of the import table is tried', () => {
  expect(Object.keys(ROWS).sort()).toEqual(ROOMS.map(({ name }) => name).sort());
});

describe.each(Object.entries(ROWS))('%s', (_name, { file, may, mayNot }) => {
  test.each(may)('may import %s', (specifier) => {
    expect(sentences(file, `import { a } from '${specifier}';`)).toEqual([]);
  });

  test.each(mayNot)('may not import %s, in whatever form', (specifier) => {
    const forms = [
      `import { a } from '${specifier}';`,
      `import type { A } from '${specifier}';`,
      `import { type A } from "${specifier}";`,
      `import * as all from '${specifier}';`,
      `import '${specifier}';`,
      `import {\n  a,\n  b,\n} from '${specifier}';`,
      `export { a } from '${specifier}';`,
      `export * from '${specifier}';`,
      `export type { A } from '${specifier}';`,
      `const a = await import('${specifier}');`,
      `type A = import('${specifier}').A;`,
      `const a = require('${specifier}');`,
    ];
    for (const form of forms) expect(sentences(file, form), form).toHaveLength(1);
  });
});

describe('the other rules', () => {
  test.each([
    [
      'a setting read outside the one place',
      'src/domain/tasks/x.ts',
      'const a = process.env.HOME;',
      /process\.env/,
    ],
    ['the same by brackets', 'cli/src/runner/x.ts', "const a = process['env'].HOME;", /process\.env/],
    ['SQL outside a .sql.ts file', 'src/domain/tasks/x.ts', 'runs.query(`select id from task`);', /SQL/],
    [
      'an update in a string',
      'src/services/scheduler/x.ts',
      "const a = 'update task set status = $1';",
      /SQL/,
    ],
    [
      'the Prisma client by value',
      'src/domain/tasks/x.ts',
      "import { PrismaClient } from '@/generated/prisma/client';",
      /src\/lib\/db\.ts/,
    ],
    ['an import nobody can follow', 'src/lib/x.ts', 'await import(name);', /spelt out/],
    ['an index file', 'src/domain/tasks/index.ts', '', /index/],
    ['a utils file', 'cli/src/runner/utils.ts', '', /utils/],
    ['a helpers folder', 'src/components/helpers/date.ts', '', /utils/],
    ['a file of more than 300 lines', 'cli/src/runner/long.ts', '\n'.repeat(301), /302 lines/],
    ['a file outside of every room', 'src/shared/x.ts', '', /no room/],
    ['a test in the program', 'src/lib/x.ts', "import { a } from '../../test/support/database';", /test/],
  ])('%s is caught', (_what, file, source, sentence) => {
    expect(sentences(file, source)).toEqual(expect.arrayContaining([expect.stringMatching(sentence)]));
  });

  test('types of the Prisma client are free to the rooms that may know them', () => {
    expect(
      sentences('src/domain/tasks/x.ts', "import type { Task } from '@/generated/prisma/client';"),
    ).toEqual([]);
  });
});

test('the sources keep every rule', () => {
  expect(
    findBreaches(readSources('.')).map(({ file, line, sentence }) => `${file}:${line}: ${sentence}`),
  ).toEqual([]);
});

test('docs/architecture.md prints the table that is enforced', () => {
  expect(readFileSync('docs/architecture.md', 'utf8')).toContain(roomsTable());
});
