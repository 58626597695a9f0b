-- Its first text failed for who is a member of the two roles and may not grant them.
-- also applied as: 12d1310156ea617fd76acd4d20ced21e154f7c70f7fcb724df8c85676f67b119

-- CreateEnum
CREATE TYPE "MemberRole" AS ENUM ('owner', 'admin', 'member', 'viewer');

-- CreateEnum
CREATE TYPE "TaskStatus" AS ENUM ('DRAFT', 'QUEUED', 'BLOCKED', 'ASSIGNED', 'IN_PROGRESS', 'VERIFYING', 'IN_REVIEW', 'MERGING', 'NEEDS_HUMAN', 'CANCELLING', 'COMPLETED', 'FAILED', 'CANCELLED', 'SKIPPED');

-- CreateEnum
CREATE TYPE "RiskLevel" AS ENUM ('LOW', 'MEDIUM', 'HIGH', 'CRITICAL');

-- CreateEnum
CREATE TYPE "AgentKind" AS ENUM ('work', 'verify', 'merge');

-- CreateEnum
CREATE TYPE "Verdict" AS ENUM ('PASSED', 'FAILED', 'UNPROVEN', 'GAPS_FOUND', 'HUMAN_NEEDED');

-- CreateEnum
CREATE TYPE "AgentStatus" AS ENUM ('starting', 'running', 'completed', 'failed', 'timeout', 'killed', 'lost', 'released');

-- CreateEnum
CREATE TYPE "LockKind" AS ENUM ('file', 'directory', 'glob');

-- CreateEnum
CREATE TYPE "RunnerStatus" AS ENUM ('ACTIVE', 'PAUSED', 'SUSPECT', 'REVOKED');

-- CreateEnum
CREATE TYPE "CheckKind" AS ENUM ('syntax', 'types', 'lint', 'test', 'custom');

-- CreateEnum
CREATE TYPE "CheckStatus" AS ENUM ('passed', 'failed', 'error', 'timeout', 'skipped', 'none');

-- CreateEnum
CREATE TYPE "ExceptionType" AS ENUM ('QUESTION', 'PERMISSION', 'VERIFICATION_FAILED', 'AGENT_STUCK', 'CONFLICT_DETECTED', 'HIGH_RISK_CODE', 'BUDGET', 'RETRIES_EXHAUSTED', 'RUNNER_LOST', 'UNKNOWN_ERROR');

-- CreateEnum
CREATE TYPE "ExceptionSeverity" AS ENUM ('low', 'medium', 'high', 'critical');

-- CreateEnum
CREATE TYPE "ExceptionStatus" AS ENUM ('open', 'acknowledged', 'resolved', 'dismissed');

-- CreateTable
CREATE TABLE "workspace" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "task_seq" INTEGER NOT NULL DEFAULT 0,
    "exception_seq" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "workspace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "token" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" UUID NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(6),
    "refresh_token_expires_at" TIMESTAMPTZ(6),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification" (
    "id" UUID NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "member" (
    "workspace_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" "MemberRole" NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "member_pkey" PRIMARY KEY ("workspace_id","user_id")
);

-- CreateTable
CREATE TABLE "setting" (
    "workspace_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("workspace_id","key")
);

-- CreateTable
CREATE TABLE "project" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "repo" TEXT NOT NULL,
    "default_branch" TEXT NOT NULL DEFAULT 'main',
    "checks" JSONB NOT NULL DEFAULT '[]',
    "setup" JSONB,
    "auto_merge_low" BOOLEAN NOT NULL DEFAULT true,
    "default_budget_micros" BIGINT,
    "default_timeout_ms" INTEGER NOT NULL DEFAULT 1800000,
    "default_max_turns" INTEGER NOT NULL DEFAULT 60,
    "archived_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "task" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "role" TEXT NOT NULL DEFAULT 'coding',
    "status" "TaskStatus" NOT NULL DEFAULT 'QUEUED',
    "reason" TEXT,
    "priority" SMALLINT NOT NULL DEFAULT 2,
    "risk_level" "RiskLevel" NOT NULL DEFAULT 'MEDIUM',
    "files_hint" TEXT[],
    "labels" TEXT[],
    "runner_labels" TEXT[],
    "acceptance" JSONB NOT NULL DEFAULT '[]',
    "requires_review" BOOLEAN NOT NULL DEFAULT false,
    "engine" TEXT,
    "model" TEXT,
    "timeout_ms" INTEGER NOT NULL,
    "max_turns" INTEGER NOT NULL,
    "max_retries" INTEGER NOT NULL DEFAULT 2,
    "budget_micros" BIGINT,
    "spent_micros" BIGINT NOT NULL DEFAULT 0,
    "base_branch" TEXT,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 0,
    "ready" "AgentKind",
    "queued_at" TIMESTAMPTZ(6),
    "claim_key" TIMESTAMPTZ(6),
    "not_before" TIMESTAMPTZ(6),
    "pinned_runner_id" UUID,
    "base_sha" TEXT,
    "head_sha" TEXT,
    "merged_sha" TEXT,
    "verdict" "Verdict",
    "feedback" TEXT,
    "approved_by" UUID,
    "approved_sha" TEXT,
    "cancel_requested_at" TIMESTAMPTZ(6),
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(6),

    CONSTRAINT "task_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "task_dependency" (
    "workspace_id" UUID NOT NULL,
    "task_id" UUID NOT NULL,
    "needed_id" UUID NOT NULL,

    CONSTRAINT "task_dependency_pkey" PRIMARY KEY ("task_id","needed_id")
);

-- CreateTable
CREATE TABLE "agent" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "task_id" UUID NOT NULL,
    "runner_id" UUID NOT NULL,
    "attempt" INTEGER NOT NULL,
    "kind" "AgentKind" NOT NULL,
    "status" "AgentStatus" NOT NULL DEFAULT 'starting',
    "reason" TEXT,
    "claim_id" UUID NOT NULL,
    "engine" TEXT,
    "engine_version" TEXT,
    "engine_session_id" TEXT,
    "model" TEXT,
    "branch" TEXT,
    "base_sha" TEXT,
    "head_sha" TEXT,
    "sandbox" TEXT,
    "billing" TEXT,
    "activity" TEXT,
    "phase" TEXT,
    "input_tokens" BIGINT NOT NULL DEFAULT 0,
    "output_tokens" BIGINT NOT NULL DEFAULT 0,
    "cache_read_tokens" BIGINT NOT NULL DEFAULT 0,
    "cache_write_tokens" BIGINT NOT NULL DEFAULT 0,
    "cost_micros" BIGINT NOT NULL DEFAULT 0,
    "turns" INTEGER NOT NULL DEFAULT 0,
    "log_bytes" BIGINT NOT NULL DEFAULT 0,
    "log_lines" BIGINT NOT NULL DEFAULT 0,
    "log_digest" BYTEA,
    "result_hash" TEXT,
    "result" JSONB,
    "start_day" DATE NOT NULL DEFAULT CURRENT_DATE,
    "started_at" TIMESTAMPTZ(6),
    "ended_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "agent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lease" (
    "agent_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "task_id" UUID NOT NULL,
    "runner_id" UUID NOT NULL,
    "attempt" INTEGER NOT NULL,
    "session_epoch" BIGINT NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "heartbeat_seq" BIGINT NOT NULL DEFAULT 0,
    "token_hash" BYTEA NOT NULL,

    CONSTRAINT "lease_pkey" PRIMARY KEY ("agent_id")
);

-- CreateTable
CREATE TABLE "hold" (
    "task_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "hold_pkey" PRIMARY KEY ("task_id")
);

-- CreateTable
CREATE TABLE "file_lock" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "task_id" UUID NOT NULL,
    "kind" "LockKind" NOT NULL,
    "pattern" TEXT NOT NULL,
    "match_key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "file_lock_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "runner" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "owner_id" UUID,
    "name" TEXT NOT NULL,
    "status" "RunnerStatus" NOT NULL DEFAULT 'ACTIVE',
    "public_jwk" JSONB NOT NULL,
    "labels" TEXT[],
    "max_concurrent" INTEGER NOT NULL DEFAULT 1,
    "session_epoch" BIGINT NOT NULL DEFAULT 0,
    "instance_id" TEXT,
    "protocol" TEXT,
    "features" TEXT[],
    "report" JSONB NOT NULL DEFAULT '{}',
    "last_seen_at" TIMESTAMPTZ(6),
    "revoked_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "runner_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "project_report" (
    "workspace_id" UUID NOT NULL,
    "runner_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "detail" TEXT NOT NULL DEFAULT '',
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "project_report_pkey" PRIMARY KEY ("runner_id","project_id")
);

-- CreateTable
CREATE TABLE "enrollment" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "owner_id" UUID,
    "hash" BYTEA NOT NULL,
    "name" TEXT,
    "labels" TEXT[],
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "used_at" TIMESTAMPTZ(6),
    "runner_id" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "enrollment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "token" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "runner_id" UUID NOT NULL,
    "hash" BYTEA NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "revoked_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "check_run" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "task_id" UUID NOT NULL,
    "agent_id" UUID NOT NULL,
    "commit_sha" TEXT,
    "round" INTEGER,
    "name" TEXT NOT NULL,
    "kind" "CheckKind" NOT NULL,
    "argv" TEXT[],
    "status" "CheckStatus" NOT NULL,
    "exit_code" INTEGER,
    "duration_ms" INTEGER NOT NULL,
    "tests_run" INTEGER,
    "output_tail" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "check_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "change" (
    "agent_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "files" JSONB NOT NULL,
    "patch" TEXT NOT NULL,
    "truncated" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "change_pkey" PRIMARY KEY ("agent_id")
);

-- CreateTable
CREATE TABLE "exception" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "task_id" UUID NOT NULL,
    "agent_id" UUID,
    "type" "ExceptionType" NOT NULL,
    "severity" "ExceptionSeverity" NOT NULL,
    "status" "ExceptionStatus" NOT NULL DEFAULT 'open',
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL DEFAULT '',
    "options" JSONB NOT NULL DEFAULT '[]',
    "resolution" JSONB,
    "resolved_by" UUID,
    "resolved_at" TIMESTAMPTZ(6),
    "delivered_at" TIMESTAMPTZ(6),
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "exception_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event" (
    "id" BIGSERIAL NOT NULL,
    "xid" xid8 NOT NULL DEFAULT pg_current_xact_id(),
    "workspace_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "project_id" UUID,
    "task_id" UUID,
    "agent_id" UUID,
    "runner_id" UUID,
    "exception_id" UUID,
    "payload" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "event_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "workspace_slug_key" ON "workspace"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_key" ON "session"("token");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "account_user_id_idx" ON "account"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "account_provider_id_account_id_key" ON "account"("provider_id", "account_id");

-- CreateIndex
CREATE INDEX "verification_identifier_idx" ON "verification"("identifier");

-- CreateIndex
CREATE INDEX "member_user_id_idx" ON "member"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "project_workspace_id_id_key" ON "project"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "project_workspace_id_name_key" ON "project"("workspace_id", "name");

-- CreateIndex
CREATE INDEX "task_workspace_id_status_updated_at_idx" ON "task"("workspace_id", "status", "updated_at");

-- CreateIndex
CREATE INDEX "task_project_id_status_idx" ON "task"("project_id", "status");

-- CreateIndex
CREATE UNIQUE INDEX "task_workspace_id_id_key" ON "task"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "task_workspace_id_number_key" ON "task"("workspace_id", "number");

-- CreateIndex
CREATE INDEX "task_dependency_needed_id_idx" ON "task_dependency"("needed_id");

-- CreateIndex
CREATE INDEX "agent_workspace_id_created_at_idx" ON "agent"("workspace_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "agent_workspace_id_id_key" ON "agent"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "agent_task_id_attempt_key" ON "agent"("task_id", "attempt");

-- CreateIndex
CREATE UNIQUE INDEX "agent_runner_id_claim_id_key" ON "agent"("runner_id", "claim_id");

-- CreateIndex
CREATE UNIQUE INDEX "lease_task_id_key" ON "lease"("task_id");

-- CreateIndex
CREATE INDEX "lease_expires_at_idx" ON "lease"("expires_at");

-- CreateIndex
CREATE INDEX "lease_runner_id_idx" ON "lease"("runner_id");

-- CreateIndex
CREATE UNIQUE INDEX "lease_workspace_id_agent_id_key" ON "lease"("workspace_id", "agent_id");

-- CreateIndex
CREATE UNIQUE INDEX "hold_workspace_id_task_id_key" ON "hold"("workspace_id", "task_id");

-- CreateIndex
CREATE INDEX "file_lock_project_id_idx" ON "file_lock"("project_id");

-- CreateIndex
CREATE UNIQUE INDEX "file_lock_task_id_match_key_key" ON "file_lock"("task_id", "match_key");

-- CreateIndex
CREATE UNIQUE INDEX "runner_workspace_id_id_key" ON "runner"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "project_report_project_id_idx" ON "project_report"("project_id");

-- CreateIndex
CREATE UNIQUE INDEX "enrollment_hash_key" ON "enrollment"("hash");

-- CreateIndex
CREATE UNIQUE INDEX "token_hash_key" ON "token"("hash");

-- CreateIndex
CREATE INDEX "token_runner_id_idx" ON "token"("runner_id");

-- CreateIndex
CREATE INDEX "check_run_task_id_idx" ON "check_run"("task_id");

-- CreateIndex
CREATE UNIQUE INDEX "check_run_agent_id_round_name_key" ON "check_run"("agent_id", "round", "name");

-- CreateIndex
CREATE UNIQUE INDEX "change_workspace_id_agent_id_key" ON "change"("workspace_id", "agent_id");

-- CreateIndex
CREATE INDEX "exception_workspace_id_status_created_at_idx" ON "exception"("workspace_id", "status", "created_at");

-- CreateIndex
CREATE INDEX "exception_task_id_idx" ON "exception"("task_id");

-- CreateIndex
CREATE UNIQUE INDEX "exception_workspace_id_number_key" ON "exception"("workspace_id", "number");

-- CreateIndex
CREATE INDEX "event_workspace_id_xid_id_idx" ON "event"("workspace_id", "xid", "id");

-- CreateIndex
CREATE INDEX "event_task_id_id_idx" ON "event"("task_id", "id");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "setting" ADD CONSTRAINT "setting_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project" ADD CONSTRAINT "project_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task" ADD CONSTRAINT "task_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task" ADD CONSTRAINT "task_workspace_id_project_id_fkey" FOREIGN KEY ("workspace_id", "project_id") REFERENCES "project"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "task_dependency" ADD CONSTRAINT "task_dependency_workspace_id_task_id_fkey" FOREIGN KEY ("workspace_id", "task_id") REFERENCES "task"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "task_dependency" ADD CONSTRAINT "task_dependency_workspace_id_needed_id_fkey" FOREIGN KEY ("workspace_id", "needed_id") REFERENCES "task"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "agent" ADD CONSTRAINT "agent_workspace_id_task_id_fkey" FOREIGN KEY ("workspace_id", "task_id") REFERENCES "task"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "agent" ADD CONSTRAINT "agent_workspace_id_runner_id_fkey" FOREIGN KEY ("workspace_id", "runner_id") REFERENCES "runner"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "lease" ADD CONSTRAINT "lease_workspace_id_agent_id_fkey" FOREIGN KEY ("workspace_id", "agent_id") REFERENCES "agent"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "hold" ADD CONSTRAINT "hold_workspace_id_task_id_fkey" FOREIGN KEY ("workspace_id", "task_id") REFERENCES "task"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "hold" ADD CONSTRAINT "hold_workspace_id_project_id_fkey" FOREIGN KEY ("workspace_id", "project_id") REFERENCES "project"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "file_lock" ADD CONSTRAINT "file_lock_workspace_id_task_id_fkey" FOREIGN KEY ("workspace_id", "task_id") REFERENCES "hold"("workspace_id", "task_id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "runner" ADD CONSTRAINT "runner_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project_report" ADD CONSTRAINT "project_report_workspace_id_runner_id_fkey" FOREIGN KEY ("workspace_id", "runner_id") REFERENCES "runner"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "project_report" ADD CONSTRAINT "project_report_workspace_id_project_id_fkey" FOREIGN KEY ("workspace_id", "project_id") REFERENCES "project"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "token" ADD CONSTRAINT "token_workspace_id_runner_id_fkey" FOREIGN KEY ("workspace_id", "runner_id") REFERENCES "runner"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "check_run" ADD CONSTRAINT "check_run_workspace_id_task_id_fkey" FOREIGN KEY ("workspace_id", "task_id") REFERENCES "task"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "check_run" ADD CONSTRAINT "check_run_workspace_id_agent_id_fkey" FOREIGN KEY ("workspace_id", "agent_id") REFERENCES "agent"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "change" ADD CONSTRAINT "change_workspace_id_agent_id_fkey" FOREIGN KEY ("workspace_id", "agent_id") REFERENCES "agent"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "exception" ADD CONSTRAINT "exception_workspace_id_task_id_fkey" FOREIGN KEY ("workspace_id", "task_id") REFERENCES "task"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;



-- ---------------------------------------------------------------------------
-- What Prisma cannot describe.

-- Roles. `ao_app` is what people's requests run as: row-level security shows it one workspace.
-- `ao_engine` runs the hot statements across workspaces; each of them joins on workspace_id.
do $$
begin
  if not exists (select from pg_roles where rolname = 'ao_app') then
    create role ao_app nologin nobypassrls;
  end if;
  if not exists (select from pg_roles where rolname = 'ao_engine') then
    create role ao_engine nologin nobypassrls;
  end if;
exception when duplicate_object or unique_violation then null; -- another database of the cluster was first
end $$;
do $$
begin
  grant ao_app, ao_engine to current_user;
exception when insufficient_privilege then null; -- whoever made them for us has done so
end $$;

-- Log chunks (partitioned), rate-limit counters and sweep times (unlogged).
create schema hot;

create table hot.log_chunk (
  start_day    date not null,
  agent_id     uuid not null,
  workspace_id uuid not null,
  off          bigint not null,
  len          integer not null,
  first_line   bigint not null,
  lines        integer not null,
  sha256       bytea not null,
  bytes        bytea not null,
  primary key (start_day, agent_id, off)
) partition by range (start_day);
create index log_chunk_lines on hot.log_chunk (start_day, agent_id, first_line);

-- Chunks of a month no partition was made for yet.
create table hot.log_chunk_default partition of hot.log_chunk default;

create function hot.ensure_log_partitions(months integer) returns integer
language plpgsql security definer set search_path = pg_catalog as $$
declare
  first date := date_trunc('month', current_date)::date;
  made integer := 0;
  low date;
  high date;
  name text;
begin
  for i in 0 .. months loop
    low := (first + make_interval(months => i))::date;
    high := (first + make_interval(months => i + 1))::date;
    name := 'log_chunk_' || to_char(low, 'YYYYMM');
    begin
      if to_regclass('hot.' || name) is null
         and not exists (select from hot.log_chunk_default where start_day >= low and start_day < high) then
        execute format('create table hot.%I partition of hot.log_chunk for values from (%L) to (%L)', name, low, high);
        made := made + 1;
      end if;
    exception when duplicate_table then null; -- another server was first
    end;
  end loop;
  return made;
end $$;
select hot.ensure_log_partitions(2);

create unlogged table hot.rate_limit (
  key      text primary key,
  slot     bigint not null,
  hits     integer not null,
  previous integer not null
);

create table hot.sweep (
  name text primary key,
  at   timestamptz not null default '-infinity'
);
insert into hot.sweep (name) values ('supervise');

-- The claim walks this in order; nothing that cannot be claimed stands in it.
create index task_ready on task (workspace_id, claim_key, id) where ready is not null;
create index task_blocked on task (workspace_id, project_id) where status = 'BLOCKED';
create index task_cancelling on task (cancel_requested_at) where status = 'CANCELLING';
create index exception_open on exception (workspace_id, created_at) where status in ('open', 'acknowledged');

-- Hot tables: many updates of few rows.
alter table lease set (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 200);
alter table task  set (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05);
alter table agent set (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);

alter table task add constraint task_ready_has_key check (ready is null or claim_key is not null);
alter table task add constraint task_ended_is_not_ready
  check (ready is null or status not in ('COMPLETED', 'FAILED', 'CANCELLED', 'SKIPPED'));

-- The states of domain/tasks/task-state.ts, held by the database too.
create function task_may_move(old_status "TaskStatus", new_status "TaskStatus") returns boolean
language sql immutable parallel safe as $$
  select (old_status::text, new_status::text) in (values
    ('DRAFT', 'QUEUED'),
    ('DRAFT', 'CANCELLED'),
    ('QUEUED', 'ASSIGNED'),
    ('QUEUED', 'BLOCKED'),
    ('QUEUED', 'SKIPPED'),
    ('QUEUED', 'CANCELLING'),
    ('QUEUED', 'CANCELLED'),
    ('BLOCKED', 'QUEUED'),
    ('BLOCKED', 'SKIPPED'),
    ('BLOCKED', 'CANCELLING'),
    ('BLOCKED', 'CANCELLED'),
    ('ASSIGNED', 'IN_PROGRESS'),
    ('ASSIGNED', 'QUEUED'),
    ('ASSIGNED', 'NEEDS_HUMAN'),
    ('ASSIGNED', 'CANCELLING'),
    ('IN_PROGRESS', 'VERIFYING'),
    ('IN_PROGRESS', 'QUEUED'),
    ('IN_PROGRESS', 'NEEDS_HUMAN'),
    ('IN_PROGRESS', 'CANCELLING'),
    ('VERIFYING', 'IN_REVIEW'),
    ('VERIFYING', 'COMPLETED'),
    ('VERIFYING', 'QUEUED'),
    ('VERIFYING', 'NEEDS_HUMAN'),
    ('VERIFYING', 'CANCELLING'),
    ('VERIFYING', 'CANCELLED'),
    ('IN_REVIEW', 'MERGING'),
    ('IN_REVIEW', 'QUEUED'),
    ('IN_REVIEW', 'CANCELLING'),
    ('IN_REVIEW', 'CANCELLED'),
    ('MERGING', 'COMPLETED'),
    ('MERGING', 'IN_REVIEW'),
    ('NEEDS_HUMAN', 'QUEUED'),
    ('NEEDS_HUMAN', 'CANCELLING'),
    ('NEEDS_HUMAN', 'CANCELLED'),
    ('NEEDS_HUMAN', 'FAILED'),
    ('CANCELLING', 'CANCELLED')
  )
$$;
create function refuse_illegal_move() returns trigger language plpgsql as $$
begin
  if not public.task_may_move(old.status, new.status) then
    raise exception 'a task may not move from % to %', old.status, new.status using errcode = 'AO001';
  end if;
  return new;
end $$;
create trigger task_moves_legally before update of status on task
  for each row when (old.status is distinct from new.status) execute function refuse_illegal_move();

-- Facts stay as they were written.
create function refuse_change_of_fact() returns trigger language plpgsql as $$
begin
  raise exception 'events are append-only' using errcode = 'AO002';
end $$;
create trigger event_is_append_only before update on event for each row execute function refuse_change_of_fact();

-- Grants and row-level security.
grant usage on schema public, hot to ao_app, ao_engine;
grant select, insert, update, delete on all tables in schema public to ao_app, ao_engine;
grant select, insert, update, delete on all tables in schema hot to ao_engine;
grant select on hot.log_chunk to ao_app;
grant usage, select on all sequences in schema public to ao_app, ao_engine;
grant execute on function hot.ensure_log_partitions(integer) to ao_engine;
alter default privileges in schema public grant select, insert, update, delete on tables to ao_app, ao_engine;
alter default privileges in schema public grant usage, select on sequences to ao_app, ao_engine;
revoke update, delete on event from ao_app, ao_engine;
do $$
begin
  if to_regclass('public._prisma_migrations') is not null then
    revoke all on _prisma_migrations from ao_app, ao_engine;
  end if;
end $$;

do $$
declare
  t text;
  tenant text[] := array['member', 'setting', 'project', 'task', 'task_dependency', 'agent', 'lease', 'hold', 'file_lock',
    'runner', 'project_report', 'enrollment', 'token', 'check_run', 'change', 'exception', 'event'];
  mine text := 'nullif(current_setting(''app.workspace'', true), '''')::uuid';
begin
  foreach t in array tenant loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy one_workspace on %I to ao_app using (workspace_id = %s)', t, mine);
    execute format('create policy engine on %I to ao_engine using (true)', t);
  end loop;
  execute 'alter table workspace enable row level security';
  execute 'alter table workspace force row level security';
  execute format('create policy one_workspace on workspace to ao_app using (id = %s)', mine);
  execute 'create policy engine on workspace to ao_engine using (true)';
  execute 'alter table hot.log_chunk enable row level security';
  execute 'alter table hot.log_chunk force row level security';
  execute format('create policy one_workspace on hot.log_chunk to ao_app using (workspace_id = %s)', mine);
  execute 'create policy engine on hot.log_chunk to ao_engine using (true)';
end $$;
