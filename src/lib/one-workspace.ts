/** Tables of no workspace; every other one names the workspace of each row. */
const OF_NONE = new Set([
  'Workspace',
  'User',
  'Session',
  'Account',
  'Verification',
  'Bootstrap',
  'AccountLink',
]);
/** What names no rows that are there already. */
const ONLY_WRITES = new Set(['create', 'createMany', 'createManyAndReturn']);

interface Asked {
  model: string;
  operation: string;
  args: unknown;
  query(args: unknown): Promise<unknown>;
}

/**
 * A query extension for Prisma by which every question, change and removal names the workspace (a database uuid), whatever
 * its author has forgotten. Row-level security is the net below this one.
 */
export const oneWorkspace = (workspaceId: string) => ({
  query: {
    $allModels: {
      $allOperations({ model, operation, args, query }: Asked) {
        if (OF_NONE.has(model) || ONLY_WRITES.has(operation)) return query(args);
        const { where } = args as { where?: object };
        return query({ ...(args as object), where: { ...where, workspaceId } });
      },
    },
  },
});
