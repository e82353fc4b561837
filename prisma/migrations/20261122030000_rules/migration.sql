-- Rules, their findings, and the triage of information.

-- CreateTable
CREATE TABLE "information" (
    "county" SMALLINT NOT NULL DEFAULT 1,
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "alert_id" UUID,
    "rule_code" TEXT,
    "state" TEXT NOT NULL,
    "colour" TEXT,
    "title" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "subject_label" TEXT NOT NULL,
    "subject_person_id" UUID,
    "unit_id" UUID,
    "amount_minor" BIGINT,
    "currency" TEXT,
    "data_as_of" TIMESTAMPTZ(3),
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "handler_id" UUID,
    "reviewer_id" UUID,
    "pending" TEXT,
    "information_level" INTEGER,
    "dismiss_reason" TEXT,
    "merged_into_id" UUID,
    "warning_id" UUID,
    "due_on" DATE,
    "body" JSONB NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "search" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "information_pkey" PRIMARY KEY ("county","id")
) PARTITION BY RANGE ("id");

-- CreateTable
CREATE TABLE "information_number" (
    "number" TEXT NOT NULL,
    "information_id" UUID NOT NULL,

    CONSTRAINT "information_number_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "information_note" (
    "id" UUID NOT NULL,
    "information_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "author_id" UUID NOT NULL,
    "step" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "information_note_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "fact_sheet" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "information_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "due_on" DATE NOT NULL,
    "asked_by" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "answer" TEXT,
    "answered_by" UUID,
    "answered_at" TIMESTAMPTZ(3),
    "state" TEXT NOT NULL DEFAULT 'OPEN',
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "fact_sheet_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rule" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "owner_unit_id" UUID,
    "state" TEXT NOT NULL DEFAULT 'ACTIVE',
    "published_version_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "rule_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "rule_version" (
    "id" UUID NOT NULL,
    "rule_code" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "definition" JSONB NOT NULL,
    "parameters" JSONB NOT NULL,
    "author_id" UUID,
    "reviewer_id" UUID,
    "reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "published_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "rule_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rule_run" (
    "id" UUID NOT NULL,
    "cause" TEXT NOT NULL,
    "batch_id" UUID,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "alerts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "rule_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rule_outcome" (
    "run_id" UUID NOT NULL,
    "rule_code" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "count" INTEGER NOT NULL,
    "on" DATE NOT NULL,

    CONSTRAINT "rule_outcome_pkey" PRIMARY KEY ("run_id","rule_code","outcome","reason")
);

-- CreateTable
CREATE TABLE "alert" (
    "county" SMALLINT NOT NULL DEFAULT 1,
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "run_id" UUID NOT NULL,
    "rule_code" TEXT NOT NULL,
    "rule_version_id" UUID NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "subject_label" TEXT NOT NULL,
    "subject_person_id" UUID,
    "unit_id" UUID,
    "colour" TEXT NOT NULL,
    "amount_minor" BIGINT,
    "currency" TEXT,
    "window_from" DATE NOT NULL,
    "window_to" DATE NOT NULL,
    "data_as_of" TIMESTAMPTZ(3) NOT NULL,
    "explanation" JSONB NOT NULL,
    "record_kind" TEXT NOT NULL,
    "record_ids" UUID[],

    CONSTRAINT "alert_pkey" PRIMARY KEY ("county","id")
) PARTITION BY RANGE ("id");

-- CreateTable
CREATE TABLE "alert_key" (
    "county" SMALLINT NOT NULL DEFAULT 1,
    "rule_code" TEXT NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "alert_id" UUID NOT NULL,

    CONSTRAINT "alert_key_pkey" PRIMARY KEY ("county","rule_code","dedupe_key")
);

-- CreateTable
CREATE TABLE "alert_evidence" (
    "id" UUID NOT NULL,
    "alert_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "record_ids" UUID[],
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "alert_evidence_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "information_county_subject_kind_subject_id_id_idx" ON "information"("county", "subject_kind", "subject_id", "id");

-- CreateIndex
CREATE INDEX "information_county_alert_id_idx" ON "information"("county", "alert_id");

-- CreateIndex
CREATE UNIQUE INDEX "information_number_information_id_key" ON "information_number"("information_id");

-- CreateIndex
CREATE INDEX "information_note_information_id_id_idx" ON "information_note"("information_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "fact_sheet_number_key" ON "fact_sheet"("number");

-- CreateIndex
CREATE INDEX "fact_sheet_information_id_idx" ON "fact_sheet"("information_id");

-- CreateIndex
CREATE INDEX "fact_sheet_unit_id_state_idx" ON "fact_sheet"("unit_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "rule_version_rule_code_number_key" ON "rule_version"("rule_code", "number");

-- CreateIndex
CREATE INDEX "rule_run_started_at_idx" ON "rule_run"("started_at");

-- CreateIndex
CREATE INDEX "rule_outcome_rule_code_on_idx" ON "rule_outcome"("rule_code", "on");

-- CreateIndex
CREATE INDEX "alert_county_subject_kind_subject_id_id_idx" ON "alert"("county", "subject_kind", "subject_id", "id");

-- CreateIndex
CREATE INDEX "alert_evidence_alert_id_id_idx" ON "alert_evidence"("alert_id", "id");

-- AddForeignKey
ALTER TABLE "rule_version" ADD CONSTRAINT "rule_version_rule_code_fkey" FOREIGN KEY ("rule_code") REFERENCES "rule"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rule_outcome" ADD CONSTRAINT "rule_outcome_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "rule_run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



CREATE INDEX "alert_record_ids" ON "alert" USING GIN ("record_ids");

INSERT INTO partitioned_table VALUES ('alert', 'ID'), ('information', 'ID');
CREATE TABLE alert_rest PARTITION OF alert DEFAULT;
CREATE TABLE information_rest PARTITION OF information DEFAULT;

-- A finding is what the rule read on that day; only evidence may be added to it.
CREATE TRIGGER alert_append_only BEFORE UPDATE OR DELETE ON alert FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- The inbox: open information of a county, newest first, and by state, handler, due day.
CREATE INDEX information_open ON information (county, received_at DESC, id DESC) WHERE closed_at IS NULL;
CREATE INDEX information_open_state ON information (county, state, received_at DESC, id DESC) WHERE closed_at IS NULL;
CREATE INDEX information_open_unit ON information (county, unit_id, received_at DESC, id DESC) WHERE closed_at IS NULL;
CREATE INDEX information_open_handler ON information (county, handler_id, due_on) WHERE closed_at IS NULL;
CREATE INDEX information_search ON information USING gin (search gin_trgm_ops);
