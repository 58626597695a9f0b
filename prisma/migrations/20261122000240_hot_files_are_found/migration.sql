-- What Prisma cannot describe.

-- Where tasks met a file that another one held, by when: what the list of hot files counts.
create index event_of_locks on event (workspace_id, created_at) where type in ('lock.refused', 'task.blocked');
