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

/** The projects (database uuids) that somebody may not see, as others keep them private. */
export type Hidden = readonly string[];
/** What a transaction of people may see. */
export interface Scope {
  /** A database uuid. */
  workspaceId: string;
  hidden: Hidden;
  /** Resolves when the transaction has its answers to what nobody waits for: Prisma's own questions must not overtake it. */
  answered(): Promise<unknown>;
}

const byId = (notIn: Hidden) => ({ id: { notIn } });
const byProject = (notIn: Hidden) => ({ projectId: { notIn } });
const byTask = (notIn: Hidden) => ({ task: byProject(notIn) });
/** How a row of each table that belongs to a project leads to it. */
const PLACE: Record<string, (hidden: Hidden) => object> = {
  Project: byId,
  Task: byProject,
  Hold: byProject,
  FileLock: byProject,
  ProjectReport: byProject,
  ProjectHistory: byProject,
  Agent: byTask,
  CheckRun: byTask,
  Exception: byTask,
  Message: byTask,
  ReviewComment: byTask,
  Approval: byTask,
  ViewedFile: byTask,
  TaskWatch: byTask,
  Notification: (hidden) => ({ OR: [{ taskId: null }, byTask(hidden)] }),
  Remark: byTask,
  Attachment: byTask,
  TaskTemplate: (hidden) => ({ OR: [{ projectId: null }, byProject(hidden)] }),
  SavedView: (hidden) => ({ OR: [{ projectId: null }, byProject(hidden)] }),
  Recovery: byTask,
  Rule: byProject,
  Flow: byProject,
  FlowVersion: (hidden) => ({ flow: byProject(hidden) }),
  HookCall: (hidden) => ({ OR: [{ projectId: null }, byProject(hidden)] }),
  FlowRun: byProject,
  FlowNode: (hidden) => ({ run: byProject(hidden) }),
  TaskDependency: (hidden) => ({ ...byTask(hidden), needed: byProject(hidden) }),
};

interface Asked {
  model: string;
  operation: string;
  args: unknown;
  query(args: unknown): Promise<unknown>;
}

/**
 * A query extension for Prisma by which every question, change and removal names the workspace and leaves out what is
 * hidden, whatever its author has forgotten. Row-level security is the net below this one.
 */
export const oneWorkspace = (scope: Scope) => ({
  query: {
    $allModels: {
      async $allOperations({ model, operation, args, query }: Asked) {
        await scope.answered();
        if (OF_NONE.has(model) || ONLY_WRITES.has(operation)) return query(args);
        const { where } = args as { where?: { AND?: object | object[] } };
        const { workspaceId, hidden } = scope;
        const place = hidden.length > 0 && PLACE[model];
        const seen = place ? { AND: [where?.AND ?? [], place(hidden)].flat() } : {};
        return query({ ...(args as object), where: { ...where, workspaceId, ...seen } });
      },
    },
  },
});
