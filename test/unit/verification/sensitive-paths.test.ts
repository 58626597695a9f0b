import { describe, expect, it } from 'vitest';
import { sensitiveFiles } from '@/domain/verification/sensitive-paths';

describe('a sensitive file', () => {
  it.each([
    ['.github/workflows/ci.yml', 'CI configuration'],
    ['Jenkinsfile', 'CI configuration'],
    ['.gitlab-ci.yml', 'CI configuration'],
    ['.husky/pre-commit', 'CI configuration'],
    ['CLAUDE.md', 'instructions of agents'],
    ['packages/a/.claude/settings.json', 'instructions of agents'],
    ['package-lock.json', 'lockfiles'],
    ['services/api/Cargo.lock', 'lockfiles'],
    ['go.sum', 'lockfiles'],
    ['package.json', 'package scripts'],
    ['packages/a/package.json', 'package scripts'],
    ['.npmrc', 'package scripts'],
    ['prisma/migrations/2026_init/migration.sql', 'migrations'],
    ['db/migrate/1_users.rb', 'migrations'],
    ['prisma/schema.prisma', 'migrations'],
    ['.env', 'secrets'],
    ['config/.env.production', 'secrets'],
    ['certs/server.KEY', 'secrets'],
    ['secrets/db.txt', 'secrets'],
    ['aws-credentials.json', 'secrets'],
    ['src/auth/guard.ts', 'authentication'],
    ['src/auth.ts', 'authentication'],
    ['src/lib/Login-form.tsx', 'authentication'],
    ['src/server/session.ts', 'authentication'],
    ['Dockerfile', 'deployment'],
    ['docker/Dockerfile.worker', 'deployment'],
    ['docker-compose.prod.yml', 'deployment'],
    ['infra/main.tf', 'deployment'],
    ['deploy/run.sh', 'deployment'],
    ['vercel.json', 'deployment'],
  ])('%s is one: %s', (path, area) => {
    expect(sensitiveFiles([path])).toEqual([{ path, area }]);
  });

  it.each([
    'src/cart.js',
    'test/money.test.js',
    'README.md',
    '.gitignore',
    'src/author.ts',
    'src/authors/list.ts',
    'docs/deploying.md',
    'src/keyboard.ts',
    'src/environment.ts',
    'src/package.ts',
    'src/obsession.ts',
  ])('%s is none', (path) => {
    expect(sensitiveFiles([path])).toEqual([]);
  });

  it('is looked for in the whole path, as long as a path may be, in no time', () => {
    const long = `${'auth-'.repeat(100)}/x`;
    expect(sensitiveFiles(['a.ts', long, 'b.ts'])).toHaveLength(1);
  });
});
