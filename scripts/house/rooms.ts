/** A room of the house, as the import table names it. */
export interface Room {
  /** `domain/X` and `services/X` stand for each folder of those. */
  name: string;
  /** Whether a file (a path in the checkout) is in it. */
  holds: RegExp;
  /** What its files may import of the house, by path; their own room is always theirs. */
  may: RegExp[];
  /** The packages it may import, where not any. */
  packages?: string[];
  /** The row of the table in words. */
  says: string;
}

const CONTRACT = /^src\/contract\//;
const GENERATED = /^src\/generated\//;
const LIB = /^src\/lib\//;
const DOMAIN = /^src\/domain\//;
const EVENTS = /^src\/domain\/events\//;
const SERVICES = /^src\/services\//;
const SUPERVISOR = /^src\/services\/supervisor\//;
const HTTP = /^src\/http\//;
const API = /^src\/api\//;
const COMPONENTS = /^src\/components\//;
const HOOKS = /^src\/hooks\//;

/** The import table: from the top of the house to its cellar nobody climbs back. The most exact room of a file is the first that holds it. */
export const ROOMS: Room[] = [
  { name: 'contract', holds: CONTRACT, may: [], packages: ['zod'], says: 'zod only' },
  { name: 'lib', holds: LIB, may: [CONTRACT, GENERATED], says: 'contract, generated' },
  {
    name: 'domain/X',
    holds: /^src\/domain\/([^/]+)\//,
    may: [CONTRACT, GENERATED, LIB, EVENTS],
    says: 'contract, generated, lib, itself, domain/events',
  },
  {
    name: 'services/supervisor',
    holds: SUPERVISOR,
    may: [CONTRACT, LIB, DOMAIN, SERVICES],
    says: 'contract, lib, domain, any service',
  },
  {
    name: 'services/X',
    holds: /^src\/services\/([^/]+)\//,
    may: [CONTRACT, LIB, DOMAIN],
    says: 'contract, lib, domain, itself',
  },
  { name: 'http', holds: HTTP, may: [CONTRACT, LIB, DOMAIN], says: 'contract, lib, domain' },
  {
    name: 'api',
    holds: API,
    may: [CONTRACT, LIB, DOMAIN, SERVICES, HTTP],
    says: 'contract, lib, domain, services, http',
  },
  {
    name: 'server',
    holds: /^src\/server\//,
    may: [LIB, API, SUPERVISOR],
    says: 'lib, api, services/supervisor',
  },
  { name: 'components', holds: COMPONENTS, may: [CONTRACT, HOOKS], says: 'contract, hooks' },
  { name: 'hooks', holds: HOOKS, may: [CONTRACT], says: 'contract' },
  {
    name: 'app',
    holds: /^src\/(app\/|instrumentation|proxy)/,
    may: [CONTRACT, LIB, DOMAIN, SERVICES, HTTP, API, COMPONENTS, HOOKS],
    says: 'all rooms but generated and server',
  },
  { name: 'cli', holds: /^cli\/src\//, may: [CONTRACT], says: 'contract' },
];

/** Rooms that nothing is asked of: ambient types, and what a tool writes. */
export const UNTABLED = /^src\/(types|generated)\//;

/** The table as Markdown, for docs/architecture.md. */
export const roomsTable = (): string =>
  ['| room | may import |', '|---|---|', ...ROOMS.map(({ name, says }) => `| ${name} | ${says} |`)].join(
    '\n',
  );
