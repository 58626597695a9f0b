-- AlterTable
ALTER TABLE "agent" ADD COLUMN "kill_note" TEXT,
ADD COLUMN "kill_requested_at" TIMESTAMPTZ(6);

-- AlterTable
ALTER TABLE "runner" ADD COLUMN "trusted_at" TIMESTAMPTZ(6);

-- ---------------------------------------------------------------------------
-- What Prisma cannot describe.

alter table agent add constraint agent_kill_request_is_known check (kill_request is null or kill_request in ('requeue', 'person'));
alter table agent add constraint agent_kill_has_a_moment check ((kill_request is null) = (kill_requested_at is null));

-- Whose end is overdue, and what a runner's agents came to of late.
create index agent_to_be_ended on agent (kill_requested_at) where kill_requested_at is not null and ended_at is null;
create index agent_ends_by_runner on agent (runner_id, ended_at) where ended_at is not null;
