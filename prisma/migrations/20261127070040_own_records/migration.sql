-- What the platform tells its own rules: matters that were reported, and the limits of warnings. Kept as records like any others, in feeds
-- that no unit runs and no list shows, so that findings, corrections and explanations are those of every rule.
ALTER TABLE "feed" ALTER COLUMN "unit_id" DROP NOT NULL;
ALTER TABLE "feed" ADD CONSTRAINT feed_has_a_unit CHECK (("unit_id" IS NULL) = ("status" = 'OWN'));

CREATE TABLE "reported_matter" (
    "county" SMALLINT NOT NULL DEFAULT 1,
    "record_id" UUID NOT NULL,
    "feed_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "occurred_on" DATE NOT NULL,
    "unit_id" UUID,
    "unit_code" TEXT,
    "superseded_at" TIMESTAMPTZ(3),
    "person_code" TEXT,
    "fact_key" TEXT,
    "source_key" TEXT,
    "standing" TEXT,

    CONSTRAINT "reported_matter_pkey" PRIMARY KEY ("county","record_id","occurred_on")
);
CREATE UNLOGGED TABLE staged_reported_matter AS
  SELECT batch_id, revision AS line, id AS record_id, record.external_id, content_hash, record.occurred_on, unit_code,
    t.person_code, t.fact_key, t.source_key, t.standing
  FROM record, reported_matter t WITH NO DATA;

CREATE TABLE "warning_limit" (
    "county" SMALLINT NOT NULL DEFAULT 1,
    "record_id" UUID NOT NULL,
    "feed_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "occurred_on" DATE NOT NULL,
    "unit_id" UUID,
    "unit_code" TEXT,
    "superseded_at" TIMESTAMPTZ(3),
    "warning_ref" TEXT,
    "person_code" TEXT,
    "clock" TEXT,
    "state" TEXT,
    "served_on" DATE,
    "extension_asked_on" DATE,
    "proposed_on" DATE,
    "towards" TEXT,

    CONSTRAINT "warning_limit_pkey" PRIMARY KEY ("county","record_id","occurred_on")
);
CREATE UNLOGGED TABLE staged_warning_limit AS
  SELECT batch_id, revision AS line, id AS record_id, record.external_id, content_hash, record.occurred_on, unit_code,
    t.warning_ref, t.person_code, t.clock, t.state, t.served_on, t.extension_asked_on, t.proposed_on, t.towards
  FROM record, warning_limit t WITH NO DATA;

INSERT INTO "feed" ("id", "code", "name", "kind", "format", "provider", "purpose", "legal_basis", "every_days", "status", "registered_at")
VALUES
  ('01900000-0000-7000-8000-000000000037', 'OWN-REPORTED-MATTER', '本平台·反映事项', 'reported_matter', 'TABLE', '本平台',
   '发现同一对象被集中反映的情形', '《纪检监察机关处理检举控告工作规则》', 1, 'OWN', now()),
  ('01900000-0000-7000-8000-000000000039', 'OWN-WARNING-LIMIT', '本平台·预警期限', 'warning_limit', 'TABLE', '本平台',
   '发现反馈和整改逾期', '廉情预警方案', 1, 'OWN', now());

-- The same source and the same words, known again by keyed digests.
ALTER TABLE "information" ADD COLUMN "source_key" TEXT, ADD COLUMN "fact_key" TEXT;

-- The amount that puts a decision on the list of its kind of unit.
ALTER TABLE "major_decision" ADD COLUMN "amount_minor" BIGINT, ADD COLUMN "currency" TEXT, ADD COLUMN "unit_type" TEXT;
ALTER TABLE "staged_major_decision" ADD COLUMN "amount_minor" BIGINT, ADD COLUMN "currency" TEXT, ADD COLUMN "unit_type" TEXT;

-- Phones that village cadres declared.
CREATE TABLE "cadre_contact" (
    "county" SMALLINT NOT NULL DEFAULT 1,
    "record_id" UUID NOT NULL,
    "feed_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "occurred_on" DATE NOT NULL,
    "unit_id" UUID,
    "unit_code" TEXT,
    "superseded_at" TIMESTAMPTZ(3),
    "person_code" TEXT,
    "village" TEXT,
    "phone_hash" TEXT,

    CONSTRAINT "cadre_contact_pkey" PRIMARY KEY ("county","record_id","occurred_on")
);
CREATE UNLOGGED TABLE staged_cadre_contact AS
  SELECT batch_id, revision AS line, id AS record_id, record.external_id, content_hash, record.occurred_on, unit_code,
    t.person_code, t.village, t.phone_hash
  FROM record, cadre_contact t WITH NO DATA;
CREATE INDEX cadre_contact_by_phone ON cadre_contact (county, phone_hash) WHERE superseded_at IS NULL;
