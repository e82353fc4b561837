-- Versions of rules that run beside the one in force and raise nothing.
CREATE TABLE "shadow_run" (
    "id" UUID NOT NULL,
    "rule_version_id" UUID NOT NULL,
    "since_on" DATE NOT NULL,
    "until_on" DATE NOT NULL,
    "started_by" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "end_reason" TEXT,

    CONSTRAINT "shadow_run_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "shadow_sweep" (
    "run_id" UUID NOT NULL,
    "on" DATE NOT NULL,
    "both" INTEGER NOT NULL,
    "only_live" INTEGER NOT NULL,
    "only_shadow" INTEGER NOT NULL,
    "live_ms" INTEGER NOT NULL,
    "shadow_ms" INTEGER NOT NULL,

    CONSTRAINT "shadow_sweep_pkey" PRIMARY KEY ("run_id", "on")
);

CREATE TABLE "shadow_finding" (
    "run_id" UUID NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "side" TEXT NOT NULL,
    "first_on" DATE NOT NULL,
    "told" JSONB,

    CONSTRAINT "shadow_finding_pkey" PRIMARY KEY ("run_id", "dedupe_key", "side")
);

CREATE INDEX "shadow_run_rule_version_id_id_idx" ON "shadow_run"("rule_version_id", "id");
-- A version has one shadow at a time.
CREATE UNIQUE INDEX "shadow_run_under_way" ON "shadow_run"("rule_version_id") WHERE "ended_at" IS NULL;

ALTER TABLE "shadow_run" ADD CONSTRAINT "shadow_run_rule_version_id_fkey" FOREIGN KEY ("rule_version_id") REFERENCES "rule_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "shadow_sweep" ADD CONSTRAINT "shadow_sweep_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "shadow_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "shadow_finding" ADD CONSTRAINT "shadow_finding_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "shadow_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;
