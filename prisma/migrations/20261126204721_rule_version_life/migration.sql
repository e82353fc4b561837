-- The life of a version of a rule: several approvers, returned with a reason, paused and frozen as a state of the version.

ALTER TABLE "rule_version" ADD COLUMN "approver_ids" UUID[],
ADD COLUMN "approvals_needed" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN "state_reason" TEXT;

UPDATE rule_version SET approver_ids = CASE WHEN reviewer_id IS NULL THEN '{}'::uuid[] ELSE ARRAY[reviewer_id] END;
UPDATE rule_version v SET state = 'PAUSED' FROM rule r WHERE r.published_version_id = v.id AND r.state = 'PAUSED' AND v.state = 'PUBLISHED';
-- A draft that nobody had reviewed yet was waiting for it.
UPDATE rule_version SET state = 'BACKTEST' WHERE state = 'DRAFT';

ALTER TABLE "rule_version" DROP COLUMN "reviewer_id";
ALTER TABLE "rule" ADD COLUMN "frozen_at" TIMESTAMPTZ(3);

-- At any moment at most one version of a rule is in force or paused, and at most one is under way.
CREATE UNIQUE INDEX rule_version_one_in_force ON rule_version (rule_code) WHERE state IN ('PUBLISHED', 'PAUSED');
CREATE UNIQUE INDEX rule_version_one_under_way ON rule_version (rule_code) WHERE state IN ('DRAFT', 'BACKTEST', 'REVIEWED');
