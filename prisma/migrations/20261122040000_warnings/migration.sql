-- Schemes, warnings and papers.

-- CreateTable
CREATE TABLE "letter" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "warning_id" UUID NOT NULL,
    "organ_code" TEXT,
    "year" INTEGER,
    "sequence" INTEGER,
    "number" TEXT,
    "sha256" TEXT NOT NULL,
    "file_id" UUID NOT NULL,
    "audience" TEXT NOT NULL DEFAULT 'HANDLERS',
    "issued_on" DATE NOT NULL,
    "issued_by" UUID NOT NULL,
    "frozen_at" TIMESTAMPTZ(3) NOT NULL,
    "voided_at" TIMESTAMPTZ(3),
    "void_reason" TEXT,

    CONSTRAINT "letter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "letter_counter" (
    "organ_code" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "letter_counter_pkey" PRIMARY KEY ("organ_code","kind","year")
);

-- CreateTable
CREATE TABLE "letter_print" (
    "id" UUID NOT NULL,
    "letter_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "letter_print_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "scheme_version" (
    "id" UUID NOT NULL,
    "scheme_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "published_at" TIMESTAMPTZ(3),
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "scheme_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "warning" (
    "id" UUID NOT NULL,
    "county" SMALLINT NOT NULL DEFAULT 1,
    "case_number" TEXT NOT NULL,
    "scheme_version_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "level_code" TEXT NOT NULL,
    "level_rank" INTEGER NOT NULL,
    "colour" TEXT NOT NULL,
    "circumstance" TEXT NOT NULL,
    "object_kind" TEXT NOT NULL,
    "object_id" UUID NOT NULL,
    "object_person_id" UUID,
    "object_unit_id" UUID NOT NULL,
    "object_name" TEXT NOT NULL,
    "handling_unit_id" UUID NOT NULL,
    "origin_kind" TEXT NOT NULL,
    "origin_id" UUID NOT NULL,
    "paper_number" TEXT,
    "decision_roles" TEXT[],
    "named_account_ids" UUID[],
    "object_view" TEXT NOT NULL DEFAULT 'NOTHING',
    "due_on" DATE,
    "due_clock" TEXT,
    "due_estimated" BOOLEAN NOT NULL DEFAULT false,
    "overdue" BOOLEAN NOT NULL DEFAULT false,
    "extension_pending" BOOLEAN NOT NULL DEFAULT false,
    "extended" BOOLEAN NOT NULL DEFAULT false,
    "suspended" BOOLEAN NOT NULL DEFAULT false,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_on" DATE,
    "served_on" DATE,
    "ended_at" TIMESTAMPTZ(3),
    "body" JSONB NOT NULL,
    "paper_words" JSONB NOT NULL DEFAULT '{}',
    "search" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "warning_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "warning_reminder" (
    "warning_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "warning_reminder_pkey" PRIMARY KEY ("warning_id","key")
);

-- CreateIndex
CREATE UNIQUE INDEX "letter_number_key" ON "letter"("number");

-- CreateIndex
CREATE INDEX "letter_warning_id_idx" ON "letter"("warning_id");

-- CreateIndex
CREATE UNIQUE INDEX "letter_organ_code_kind_year_sequence_key" ON "letter"("organ_code", "kind", "year", "sequence");

-- CreateIndex
CREATE INDEX "letter_print_letter_id_idx" ON "letter_print"("letter_id");

-- CreateIndex
CREATE UNIQUE INDEX "scheme_version_scheme_id_number_key" ON "scheme_version"("scheme_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "warning_case_number_key" ON "warning"("case_number");

-- CreateIndex
CREATE INDEX "warning_origin_id_idx" ON "warning"("origin_id");

-- CreateIndex
CREATE INDEX "warning_object_person_id_idx" ON "warning"("object_person_id");

-- CreateIndex
CREATE INDEX "warning_named_account_ids_idx" ON "warning" USING GIN ("named_account_ids");

-- CreateIndex
CREATE INDEX "warning_search" ON "warning" USING GIN ("search" gin_trgm_ops);

-- AddForeignKey
ALTER TABLE "letter_print" ADD CONSTRAINT "letter_print_letter_id_fkey" FOREIGN KEY ("letter_id") REFERENCES "letter"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



-- Lists: open warnings newest first, by due day, by unit and by body.
CREATE INDEX warning_open ON warning (county, proposed_at DESC, id DESC) WHERE ended_at IS NULL;
CREATE INDEX warning_open_unit ON warning (county, object_unit_id, proposed_at DESC, id DESC) WHERE ended_at IS NULL;
CREATE INDEX warning_open_due ON warning (county, due_on, id) WHERE ended_at IS NULL AND due_on IS NOT NULL;
CREATE INDEX warning_open_state ON warning (county, state, proposed_at DESC, id DESC) WHERE ended_at IS NULL;
CREATE INDEX warning_all ON warning (county, proposed_at DESC, id DESC);

-- Published schemes are frozen: only their retirement may be noted.
CREATE FUNCTION refuse_scheme_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.published_at IS NOT NULL AND (NEW.body IS DISTINCT FROM OLD.body OR NEW.number <> OLD.number OR NEW.scheme_id <> OLD.scheme_id) THEN
    RAISE EXCEPTION 'a published scheme is frozen' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER scheme_version_frozen BEFORE UPDATE ON scheme_version FOR EACH ROW EXECUTE FUNCTION refuse_scheme_change();

-- An issued paper's number and bytes stay as they are; only its voiding may be noted.
CREATE FUNCTION refuse_letter_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR NEW.number IS DISTINCT FROM OLD.number OR NEW.sha256 <> OLD.sha256 OR NEW.file_id <> OLD.file_id THEN
    RAISE EXCEPTION 'an issued paper is frozen' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER letter_frozen BEFORE UPDATE OR DELETE ON letter FOR EACH ROW EXECUTE FUNCTION refuse_letter_change();
