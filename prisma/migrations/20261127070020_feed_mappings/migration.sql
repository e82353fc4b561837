-- How a feed's columns become our fields is versioned: drafted, approved where it changes what is stored, kept.
CREATE TABLE "feed_mapping" (
    "id" UUID NOT NULL,
    "feed_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "mapping" JSONB NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "drafted_by" UUID,
    "drafted_at" TIMESTAMPTZ(3) NOT NULL,
    "submitted_at" TIMESTAMPTZ(3),
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "decision" TEXT,
    "in_force_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "feed_mapping_pkey" PRIMARY KEY ("id"),
    CONSTRAINT feed_mapping_state CHECK ("state" IN ('DRAFT', 'PROPOSED', 'IN_FORCE', 'SUPERSEDED', 'REFUSED', 'DISCARDED'))
);
CREATE UNIQUE INDEX "feed_mapping_feed_id_number_key" ON "feed_mapping"("feed_id", "number");
-- One is in force, and one at most on its way.
CREATE UNIQUE INDEX feed_mapping_in_force ON feed_mapping (feed_id) WHERE state = 'IN_FORCE';
CREATE UNIQUE INDEX feed_mapping_open ON feed_mapping (feed_id) WHERE state IN ('DRAFT', 'PROPOSED');

ALTER TABLE "feed_mapping" ADD CONSTRAINT "feed_mapping_feed_id_fkey" FOREIGN KEY ("feed_id") REFERENCES "feed"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What a feed had of it is its first version; the column goes once no older build reads it.
INSERT INTO feed_mapping (id, feed_id, number, state, mapping, note, drafted_at, decided_at, in_force_at)
SELECT gen_random_uuid(), f.id, 1, 'IN_FORCE',
  jsonb_build_object(
    'undated', coalesce(f.mapping ->> 'undated', CASE f.format WHEN 'OCDS' THEN 'RECEIVED' ELSE 'REJECT' END),
    'fields', coalesce((
      SELECT jsonb_object_agg(named.field, jsonb_build_object(
        'headings', (SELECT jsonb_agg(c.key ORDER BY c.key) FROM jsonb_each_text(coalesce(f.mapping -> 'columns', '{}')) c WHERE c.value = named.field),
        'constant', f.mapping -> 'defaults' ->> named.field,
        'reading', jsonb_build_object('how', 'AS_IS')))
      FROM (
        SELECT value AS field FROM jsonb_each_text(coalesce(f.mapping -> 'columns', '{}'))
        UNION SELECT jsonb_object_keys(coalesce(f.mapping -> 'defaults', '{}'))
      ) named), '{}')),
  '版本管理启用前的字段对照', now(), now(), now()
FROM feed f WHERE f.mapping <> '{}';

-- Which version a delivery was read with, and the heading line that it had.
ALTER TABLE "batch" ADD COLUMN "mapping_id" UUID, ADD COLUMN "headings" TEXT[] DEFAULT ARRAY[]::TEXT[];
-- A fault in the words of whoever made the file: the column, and the rule by which its value was read.
ALTER TABLE "rejected_row" ADD COLUMN "heading" TEXT, ADD COLUMN "rule" TEXT;
