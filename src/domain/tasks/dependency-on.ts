/** The reason of a task that is blocked until another one is done; by its ref, such as `TASK-7`. */
export const dependencyOn = (ref: string): string => `dependency:${ref}`;
