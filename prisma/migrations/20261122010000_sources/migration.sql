-- Feeds, their deliveries, and the records that come in: an envelope, the key that makes ingest idempotent, one table per kind.
-- Written by Prisma's diff; what Prisma cannot say is the partitioning and all from "Months" on.

-- CreateTable
CREATE TABLE "feed" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "unit_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "legal_basis" TEXT NOT NULL,
    "allowed_fields" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "every_days" INTEGER NOT NULL,
    "mapping" JSONB NOT NULL DEFAULT '{}',
    "status" TEXT NOT NULL DEFAULT 'ACTIVE',
    "registered_at" TIMESTAMPTZ(3) NOT NULL,
    "last_batch_id" UUID,
    "last_received_at" TIMESTAMPTZ(3),
    "data_until" DATE,
    "stale_since" DATE,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "feed_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "batch" (
    "id" UUID NOT NULL,
    "feed_id" UUID NOT NULL,
    "format" TEXT NOT NULL,
    "file_id" UUID,
    "file_name" TEXT,
    "state" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "received_by" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "cancel_requested" BOOLEAN NOT NULL DEFAULT false,
    "lines_done" INTEGER NOT NULL DEFAULT 0,
    "lines_total" INTEGER,
    "accepted" INTEGER NOT NULL DEFAULT 0,
    "corrected" INTEGER NOT NULL DEFAULT 0,
    "unchanged" INTEGER NOT NULL DEFAULT 0,
    "repeated" INTEGER NOT NULL DEFAULT 0,
    "rejected" INTEGER NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "error_details" JSONB,

    CONSTRAINT "batch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rejected_row" (
    "batch_id" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "nth" SMALLINT NOT NULL,
    "reason" TEXT NOT NULL,
    "field" TEXT,
    "value" TEXT,
    "cells" JSONB,

    CONSTRAINT "rejected_row_pkey" PRIMARY KEY ("batch_id","line","nth")
);

-- CreateTable
CREATE TABLE "record" (
    "county" SMALLINT NOT NULL DEFAULT 1,
    "id" UUID NOT NULL,
    "feed_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "content_hash" BYTEA NOT NULL,
    "occurred_on" DATE NOT NULL,
    "unit_id" UUID,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "batch_id" UUID NOT NULL,
    "replaces_id" UUID,
    "replaces_on" DATE,

    CONSTRAINT "record_pkey" PRIMARY KEY ("county","id","occurred_on")
) PARTITION BY RANGE ("occurred_on");

-- CreateTable
CREATE TABLE "record_key" (
    "feed_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "record_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "content_hash" BYTEA NOT NULL,
    "occurred_on" DATE NOT NULL,
    "batch_id" UUID NOT NULL,

    CONSTRAINT "record_key_pkey" PRIMARY KEY ("external_id","feed_id")
);

-- CreateTable
CREATE TABLE "ocds_release" (
    "feed_id" UUID NOT NULL,
    "ocid" TEXT NOT NULL,
    "release_key" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "batch_id" UUID NOT NULL,

    CONSTRAINT "ocds_release_pkey" PRIMARY KEY ("feed_id","ocid","release_key")
);

-- CreateTable
CREATE TABLE "expense" (
    "county" SMALLINT NOT NULL DEFAULT 1,
    "record_id" UUID NOT NULL,
    "feed_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "occurred_on" DATE NOT NULL,
    "unit_id" UUID,
    "unit_code" TEXT,
    "superseded_at" TIMESTAMPTZ(3),
    "post" TEXT,
    "claimant_code" TEXT,
    "claimant" TEXT,
    "kind" TEXT,
    "amount_minor" BIGINT,
    "currency" TEXT,
    "invoice_no" TEXT,
    "invoice_hash" TEXT,
    "payee" TEXT,
    "payee_code" TEXT,
    "approval_ref" TEXT,
    "reversal_of" TEXT,

    CONSTRAINT "expense_pkey" PRIMARY KEY ("county","record_id","occurred_on")
) PARTITION BY RANGE ("occurred_on");

-- CreateTable
CREATE TABLE "procurement" (
    "county" SMALLINT NOT NULL DEFAULT 1,
    "record_id" UUID NOT NULL,
    "feed_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "occurred_on" DATE NOT NULL,
    "unit_id" UUID,
    "unit_code" TEXT,
    "superseded_at" TIMESTAMPTZ(3),
    "project" TEXT,
    "item" TEXT,
    "category" TEXT,
    "kind" TEXT,
    "method" TEXT,
    "amount_minor" BIGINT,
    "currency" TEXT,
    "supplier" TEXT,
    "supplier_code" TEXT,
    "tender_ref" TEXT,
    "exemption_ref" TEXT,
    "framework_ref" TEXT,
    "ocid" TEXT,
    "buyer" TEXT,
    "buyer_code" TEXT,
    "procurement_method" TEXT,
    "procurement_method_details" TEXT,
    "tender_started_at" TIMESTAMPTZ(3),
    "tender_ended_at" TIMESTAMPTZ(3),
    "tenderers" INTEGER,
    "status" TEXT,

    CONSTRAINT "procurement_pkey" PRIMARY KEY ("county","record_id","occurred_on")
) PARTITION BY RANGE ("occurred_on");

-- CreateTable
CREATE TABLE "approval" (
    "county" SMALLINT NOT NULL DEFAULT 1,
    "record_id" UUID NOT NULL,
    "feed_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "occurred_on" DATE NOT NULL,
    "unit_id" UUID,
    "unit_code" TEXT,
    "superseded_at" TIMESTAMPTZ(3),
    "case_ref" TEXT,
    "power_item_code" TEXT,
    "step" TEXT,
    "step_no" INTEGER,
    "steps_total" INTEGER,
    "actor_code" TEXT,
    "actor" TEXT,
    "applicant" TEXT,
    "agent_code" TEXT,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "promised_days" INTEGER,
    "paused_days" INTEGER,
    "emergency_ref" TEXT,

    CONSTRAINT "approval_pkey" PRIMARY KEY ("county","record_id","occurred_on")
) PARTITION BY RANGE ("occurred_on");

-- CreateIndex
CREATE UNIQUE INDEX "feed_code_key" ON "feed"("code");

-- CreateIndex
CREATE INDEX "feed_unit_id_idx" ON "feed"("unit_id");

-- CreateIndex
CREATE INDEX "batch_feed_id_id_idx" ON "batch"("feed_id", "id");

-- AddForeignKey
ALTER TABLE "batch" ADD CONSTRAINT "batch_feed_id_fkey" FOREIGN KEY ("feed_id") REFERENCES "feed"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rejected_row" ADD CONSTRAINT "rejected_row_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "batch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Months ------------------------------------------------------------------------------------------------------------------

INSERT INTO partitioned_table VALUES ('record', 'DATE'), ('expense', 'DATE'), ('procurement', 'DATE'), ('approval', 'DATE');

CREATE TABLE record_rest PARTITION OF record DEFAULT;
CREATE TABLE expense_rest PARTITION OF expense DEFAULT;
CREATE TABLE procurement_rest PARTITION OF procurement DEFAULT;
CREATE TABLE approval_rest PARTITION OF approval DEFAULT;

-- Makes one table's monthly partitions. Rows of such a month that lie in the default partition move into it, where they may:
-- those of an append-only table stay where they are, and that month goes on without a partition of its own.
CREATE FUNCTION ensure_months(table_name text, from_day date, to_day date) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  by_id boolean;
  key text;
  month date := date_trunc('month', from_day)::date;
  low text;
  high text;
  part text;
  held boolean;
  made int := 0;
BEGIN
  SELECT cut = 'ID' INTO STRICT by_id FROM partitioned_table WHERE name = table_name;
  SELECT attname INTO STRICT key FROM pg_partitioned_table
    JOIN pg_attribute ON attrelid = partrelid AND attnum = partattrs[0] WHERE partrelid = to_regclass(table_name);
  PERFORM pg_advisory_xact_lock(hashtext('ensure_partitions'));
  WHILE month <= to_day LOOP
    part := table_name || '_' || to_char(month, 'YYYYMM');
    low := CASE WHEN by_id THEN uuid_floor(month)::text ELSE month::text END;
    month := (month + interval '1 month')::date;
    high := CASE WHEN by_id THEN uuid_floor(month)::text ELSE month::text END;
    CONTINUE WHEN to_regclass(part) IS NOT NULL;
    EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE %I >= %L AND %I < %L)', table_name || '_rest', key, low, key, high) INTO held;
    CONTINUE WHEN held AND by_id;
    EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', part, table_name);
    IF held THEN
      EXECUTE format('WITH moved AS (DELETE FROM %I WHERE %I >= %L AND %I < %L RETURNING *) INSERT INTO %I SELECT * FROM moved',
        table_name || '_rest', key, low, key, high, part);
    END IF;
    EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', table_name, part, low, high);
    made := made + 1;
  END LOOP;
  RETURN made;
END $$;

CREATE OR REPLACE FUNCTION ensure_partitions(from_day date, to_day date) RETURNS int
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(sum(ensure_months(name, from_day, to_day)), 0)::int FROM partitioned_table
$$;

-- Staging -----------------------------------------------------------------------------------------------------------------

-- Where COPY puts a part of a delivery before it is promoted. Unlogged: what a crash of the server empties is read from the
-- file again. Prisma is told to leave these alone (prisma.config.ts).
CREATE UNLOGGED TABLE staged_expense AS
  SELECT batch_id, revision AS line, id AS record_id, record.external_id, content_hash, record.occurred_on, unit_code,
    post, claimant_code, claimant, t.kind, amount_minor, currency, invoice_no, invoice_hash, payee, payee_code, approval_ref,
    reversal_of
  FROM record, expense t WITH NO DATA;
CREATE UNLOGGED TABLE staged_procurement AS
  SELECT batch_id, revision AS line, id AS record_id, record.external_id, content_hash, record.occurred_on, unit_code,
    project, item, category, t.kind, method, amount_minor, currency, supplier, supplier_code, tender_ref, exemption_ref,
    framework_ref, ocid, buyer, buyer_code, procurement_method, procurement_method_details, tender_started_at, tender_ended_at,
    tenderers, status
  FROM record, procurement t WITH NO DATA;
CREATE UNLOGGED TABLE staged_approval AS
  SELECT batch_id, revision AS line, id AS record_id, record.external_id, content_hash, record.occurred_on, unit_code,
    case_ref, power_item_code, step, step_no, steps_total, actor_code, actor, applicant, agent_code, started_at, finished_at,
    promised_days, paused_days, emergency_ref
  FROM record, approval t WITH NO DATA;

-- Gives back the room of rows that were promoted and deleted, when nobody else has something staged: a table that is filled and
-- emptied all the time would otherwise grow until autovacuum comes. With the owner's right, since the application may not truncate.
CREATE FUNCTION clear_staging(kind text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  filled boolean;
BEGIN
  IF kind NOT IN ('expense', 'procurement', 'approval') THEN
    RAISE EXCEPTION 'no staging for %', kind;
  END IF;
  EXECUTE format('LOCK TABLE %I IN ACCESS EXCLUSIVE MODE NOWAIT', 'staged_' || kind);
  EXECUTE format('SELECT EXISTS (SELECT FROM %I)', 'staged_' || kind) INTO filled;
  IF NOT filled THEN
    EXECUTE format('TRUNCATE %I', 'staged_' || kind);
  END IF;
  RETURN NOT filled;
EXCEPTION WHEN lock_not_available THEN
  RETURN false;
END $$;
