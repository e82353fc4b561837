-- Back-tests of versions of rules: asked for, run by the worker, kept.

CREATE TABLE "back_test" (
    "id" UUID NOT NULL,
    "rule_version_id" UUID NOT NULL,
    "wording" TEXT NOT NULL,
    "from_on" DATE NOT NULL,
    "to_on" DATE NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'QUEUED',
    "percent" INTEGER NOT NULL DEFAULT 0,
    "requested_by" UUID NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "result" JSONB,

    CONSTRAINT "back_test_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "back_test_rule_version_id_id_idx" ON "back_test"("rule_version_id", "id");
ALTER TABLE "back_test" ADD CONSTRAINT "back_test_rule_version_id_fkey" FOREIGN KEY ("rule_version_id") REFERENCES "rule_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
