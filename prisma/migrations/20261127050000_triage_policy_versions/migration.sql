-- What a county sets of triage is proposed by one person, put in force by another, and kept.
CREATE TABLE "triage_policy_version" (
    "id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'PROPOSED',
    "policy" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "proposed_by" UUID,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "decision" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "triage_policy_version_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "triage_policy_version_number_key" ON "triage_policy_version"("number");
-- What was set before is its first version; the table goes once no older build reads it.
INSERT INTO "triage_policy_version" ("id", "number", "state", "policy", "reason", "proposed_at", "decided_at")
SELECT gen_random_uuid(), 1, 'PUBLISHED', "policy", '版本管理启用前的设置', now(), now() FROM "triage_policy" WHERE "policy" <> '{}';

-- An alert may stay out of the inbox because of its matter.
ALTER TABLE "information" ADD COLUMN "quiet" TEXT;
DROP INDEX information_open_facets;
CREATE INDEX information_open_facets ON information (county, rule_code, unit_id, handler_id, subject_person_id)
  INCLUDE (state, pending, matter_id, snoozed_until, quiet) WHERE closed_at IS NULL;
CREATE INDEX information_quiet ON information (county, received_at DESC, id DESC) WHERE closed_at IS NULL AND quiet IS NOT NULL;
-- What was merged still weighs in its matter.
CREATE INDEX information_matter ON information (county, matter_id) WHERE matter_id IS NOT NULL;

CREATE TABLE "matter_score" (
    "county" SMALLINT NOT NULL DEFAULT 1,
    "id" UUID NOT NULL,
    "score" INTEGER NOT NULL,
    "colour" TEXT NOT NULL,
    "terms" JSONB NOT NULL,
    "scored_on" DATE NOT NULL,

    CONSTRAINT "matter_score_pkey" PRIMARY KEY ("county","id")
);
