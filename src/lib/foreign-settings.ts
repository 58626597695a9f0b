type Source = Record<string, string | undefined>;

/** A setting of the orchestrators that this one unites, and what becomes of it here. */
export type ForeignSetting = { name: string } & (
  | {
      /** The setting it is read as, where that one is not set itself. */
      becomes: string;
      value(given: string, source: Source): string | null;
    }
  | {
      /** Why it cannot be followed, and what to set instead: the start is refused. */
      refused: string;
      /** Values that ask for what is so anyway. */
      unless?: string[];
    }
  | {
      /** What stands in its place; other programs need it too, so it may stay. */
      unused: string;
    }
  | {
      /** Who gets it, as the server itself has no use for it. */
      handedTo: string;
    }
);

const asItIs = (given: string) => given;

export const FOREIGN_SETTINGS: ForeignSetting[] = [
  { name: 'REDIS_HOST', becomes: 'REDIS_URL', value: redisUrl },
  {
    name: 'REDIS_PORT',
    becomes: 'REDIS_URL',
    value: (_, source) => (source.REDIS_HOST ? redisUrl(source.REDIS_HOST, source) : null),
  },
  {
    name: 'REDIS_PASSWORD',
    becomes: 'REDIS_URL',
    value: (_, source) => (source.REDIS_HOST ? redisUrl(source.REDIS_HOST, source) : null),
  },
  { name: 'WORKER_CONCURRENCY', becomes: 'LOCAL_RUNNER_CONCURRENCY', value: asItIs },
  { name: 'PROJECTS_DIR', becomes: 'LOCAL_RUNNER_DIR', value: asItIs },
  {
    name: 'JWT_SECRET',
    refused:
      'AUTH_SECRET signs sessions and their tokens, and runners have keys of their own. Remove it, and set AUTH_SECRET where several servers share one database.',
  },
  {
    name: 'CORS_ORIGIN',
    refused:
      'pages and API have one origin, and no other site may call it. Remove it; PUBLIC_URL names the address people open.',
  },
  {
    name: 'DATABASE_PATH',
    refused:
      'data is kept in PostgreSQL, not in a file of SQLite. Remove it; set DATABASE_URL, or DATA_DIR for where the embedded database keeps its files.',
  },
  {
    name: 'EVENT_DIR',
    refused:
      'events are rows of the database, not files. Remove it; GET /api/events reads them, and DATABASE_URL says where they are.',
  },
  {
    name: 'WORKSPACES_DIR',
    refused:
      'each runner keeps the worktrees of its agents with its own state. Remove it; AGENT_ORCHESTRATOR_HOME moves a runner’s state, and DATA_DIR the local runner’s.',
  },
  {
    name: 'USE_MULTI_AGENT_EVENTS',
    refused:
      'this version does not chain roles by events. Remove it or set it to false; give tasks a role and dependencies (role, dependsOn) instead.',
    unless: ['false', '0', 'off'],
  },
  {
    name: 'GITHUB_TOKEN',
    unused:
      'the server makes no pull requests and hands this token to no agent; git on a runner’s machine uses its own credentials.',
  },
  {
    name: 'GITHUB_OWNER',
    unused: 'a project names its repository itself: give its path or address when you create the project.',
  },
  {
    name: 'ANTHROPIC_API_KEY',
    handedTo: 'the runner of this machine; the server calls no model',
  },
];

/** Settings with those of other orchestrators put in their places; and those that cannot be, as `name: sentence`. */
export function adoptSettings(source: Source): { settings: Source; faults: string[] } {
  const settings = { ...source };
  const faults: string[] = [];
  for (const foreign of FOREIGN_SETTINGS) {
    const given = source[foreign.name];
    if (!given) continue;
    if ('becomes' in foreign) settings[foreign.becomes] ||= foreign.value(given, source) ?? undefined;
    if ('refused' in foreign && !foreign.unless?.includes(given.toLowerCase()))
      faults.push(`${foreign.name}: ${foreign.refused}`);
  }
  return { settings, faults };
}

/** What was made of other orchestrators' settings, a sentence each, for whoever starts the server. */
export function settingNotes(source: Source): string[] {
  return FOREIGN_SETTINGS.flatMap((foreign) => {
    const given = source[foreign.name];
    if (!given) return [];
    if ('unused' in foreign) return [`${foreign.name} is not used: ${foreign.unused}`];
    if ('handedTo' in foreign) return [`${foreign.name} is handed to ${foreign.handedTo}.`];
    if (!('becomes' in foreign)) return [];
    if (source[foreign.becomes]) return [`${foreign.name} is not used, as ${foreign.becomes} is set.`];
    const value = foreign.value(given, source);
    return [
      value === null
        ? `${foreign.name} is not used without the rest of its address; set ${foreign.becomes}.`
        : `${foreign.name} is read as ${foreign.becomes}.`,
    ];
  });
}

function redisUrl(host: string, { REDIS_PORT, REDIS_PASSWORD }: Source): string {
  const password = REDIS_PASSWORD ? `:${encodeURIComponent(REDIS_PASSWORD)}@` : '';
  return `redis://${password}${host}:${REDIS_PORT || '6379'}`;
}
