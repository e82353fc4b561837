-- Alerts of one matter share its id, so that the inbox shows many rows as one matter.
ALTER TABLE "information" ADD COLUMN "matter_id" UUID;

CREATE TABLE "triage_policy" (
    "county" SMALLINT NOT NULL DEFAULT 1,
    "policy" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "triage_policy_pkey" PRIMARY KEY ("county")
);

-- The open alerts of a matter, newest first: which of them stands for it in the inbox is one probe.
CREATE INDEX information_open_matter ON information (county, matter_id, received_at DESC, id DESC)
  WHERE closed_at IS NULL AND matter_id IS NOT NULL;

-- What a list of 100,000 open matters is asked for: its filters in the order in which it is shown, its other orders, its counts.
CREATE INDEX information_open_rule ON information (county, rule_code, received_at DESC, id DESC) WHERE closed_at IS NULL;
CREATE INDEX information_open_weight ON information
  (county, (CASE colour WHEN 'RED' THEN 1 WHEN 'YELLOW' THEN 2 WHEN 'BLUE' THEN 3 ELSE 4 END), received_at DESC, id DESC)
  WHERE closed_at IS NULL;
CREATE INDEX information_open_amount ON information (county, amount_minor DESC NULLS LAST, id DESC) WHERE closed_at IS NULL;
CREATE INDEX information_open_due ON information (county, due_on, id) WHERE closed_at IS NULL;
CREATE INDEX information_open_pending ON information (county, received_at DESC, id DESC) WHERE closed_at IS NULL AND pending IS NOT NULL;
CREATE INDEX information_ended ON information (county, received_at DESC, id DESC) WHERE closed_at IS NOT NULL;
-- Counted for tabs and filters without reading a row.
CREATE INDEX information_open_facets ON information (county, rule_code, unit_id, handler_id, subject_person_id)
  INCLUDE (state, pending, matter_id) WHERE closed_at IS NULL;
