import type { AnyEndpoint, Who } from '@/contract/endpoint';
import { ENDPOINTS } from '@/contract/endpoints';

const CALLERS: Record<Who, string> = {
  anyone: 'anyone',
  person: 'people',
  runner: 'machines',
  agent: 'agents',
  enrollment: 'a machine to be connected',
  cron: 'a clock',
};

/** docs/api.md: every endpoint of the contract, a table for each noun; their shapes are in public/openapi.json. */
export function apiPage(): string {
  const nouns = new Map<string, AnyEndpoint[]>();
  const sorted = [...ENDPOINTS].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  for (const endpoint of sorted) {
    const noun = nounOf(endpoint.path);
    nouns.set(noun, [...(nouns.get(noun) ?? []), endpoint]);
  }
  return [
    '# Endpoints of the API',
    '',
    'Printed by `npm run openapi` from `src/contract`; a test fails where this page is not current. Bodies, answers and',
    'parameters stand in [public/openapi.json](../public/openapi.json) and, to be read, at `/docs/api` of every dashboard;',
    'errors in [errors.md](errors.md).',
    '',
    ...[...nouns.keys()]
      .sort()
      .flatMap((noun) => [
        `## ${noun}`,
        '',
        '| call | what it does | who calls |',
        '|---|---|---|',
        ...(nouns.get(noun) ?? []).map(
          ({ method, path, summary, who }) =>
            `| \`${method} ${path}\` | ${summary.replaceAll('|', '\\|')} | ${CALLERS[who]} |`,
        ),
        '',
      ]),
  ].join('\n');
}

const keyOf = ({ path, method }: AnyEndpoint): string => `${path} ${method}`;

const nounOf = (path: string): string => path.replace(/^\/api\//, '/').split('/')[1] ?? '';
