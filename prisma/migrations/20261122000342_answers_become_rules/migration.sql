-- What an agent asks about, where it is known exactly: {tool, input}.
alter table exception add column subject jsonb;

CREATE TABLE "rule" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "tool" TEXT NOT NULL,
    "input" TEXT NOT NULL,
    "prefix" BOOLEAN NOT NULL DEFAULT false,
    "option" TEXT,
    "text" TEXT,
    "exception_number" INTEGER NOT NULL,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "used" INTEGER NOT NULL DEFAULT 0,
    "last_used_at" TIMESTAMPTZ(6),

    CONSTRAINT "rule_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "rule_project_id_tool_idx" ON "rule"("project_id", "tool");
ALTER TABLE "rule" ADD CONSTRAINT "rule_workspace_id_project_id_fkey" FOREIGN KEY ("workspace_id", "project_id") REFERENCES "project"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- ---------------------------------------------------------------------------
-- What Prisma cannot describe.

-- Only commands have words, of which the first few may stand for more.
alter table rule add constraint rule_prefix_is_of_commands check (not prefix or tool = 'Bash');

alter table rule enable row level security;
alter table rule force row level security;
create policy one_workspace on rule to ao_app using (workspace_id = nullif(current_setting('app.workspace', true), '')::uuid);
create policy engine on rule to ao_engine using (true);
grant select, insert, update, delete on rule to ao_app, ao_engine;
