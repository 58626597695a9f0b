-- A step of a flow that waits for a person is among what needs people.
alter type "ExceptionType" add value 'FLOW_REVIEW';
alter table exception add column "flow_run_id" UUID, add column "flow_node_id" UUID;

-- ---------------------------------------------------------------------------
-- What Prisma cannot describe.

create index exception_of_flow_run on exception (flow_run_id) where flow_run_id is not null and status in ('open', 'acknowledged');
