-- What everything stands on: accounts, organisation, tasks, calendar, the record.
-- Written by Prisma's diff; the parts that Prisma cannot say are at the end.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "event" (
    "county" SMALLINT NOT NULL DEFAULT 1,
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" UUID,
    "on_behalf_of" UUID,
    "request_id" TEXT NOT NULL,
    "thing_kind" TEXT NOT NULL,
    "thing_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "thing_version" INTEGER,
    "body" TEXT NOT NULL,

    CONSTRAINT "event_pkey" PRIMARY KEY ("county","id")
) PARTITION BY RANGE ("id");

-- CreateTable
CREATE TABLE "calendar_year" (
    "year" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "days" JSONB NOT NULL,
    "imported_by" UUID,
    "approved_by" UUID,
    "approved_at" TIMESTAMPTZ(3),

    CONSTRAINT "calendar_year_pkey" PRIMARY KEY ("year","version")
);

-- CreateTable
CREATE TABLE "calendar_day" (
    "county" SMALLINT NOT NULL DEFAULT 1,
    "day" DATE NOT NULL,
    "is_workday" BOOLEAN NOT NULL,
    "name" TEXT,
    "estimated" BOOLEAN NOT NULL DEFAULT false,
    "workday_no" INTEGER NOT NULL,

    CONSTRAINT "calendar_day_pkey" PRIMARY KEY ("county","day")
);

-- CreateTable
CREATE TABLE "account" (
    "id" UUID NOT NULL,
    "login" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "person_id" UUID,
    "password_hash" TEXT NOT NULL,
    "password_changed_at" TIMESTAMPTZ(3) NOT NULL,
    "must_change_password" BOOLEAN NOT NULL DEFAULT false,
    "totp_secret" TEXT,
    "totp_last_step" BIGINT,
    "status" TEXT NOT NULL DEFAULT 'ACTIVE',
    "failed_tries" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "past_password" (
    "account_id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "past_password_pkey" PRIMARY KEY ("account_id","at")
);

-- CreateTable
CREATE TABLE "role_grant" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "unit_id" UUID,
    "granted_at" TIMESTAMPTZ(3) NOT NULL,
    "granted_by" UUID,
    "ends_on" DATE,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "role_grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account_request" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "account_id" UUID,
    "login" TEXT,
    "name" TEXT,
    "person_id" UUID,
    "role" TEXT,
    "unit_id" UUID,
    "state" TEXT NOT NULL DEFAULT 'PENDING',
    "requested_by" UUID NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "account_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_reason" TEXT,
    "device" TEXT,
    "address" TEXT,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "refresh_token" (
    "hash" TEXT NOT NULL,
    "session_id" UUID NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "refresh_token_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "account_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "result" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("account_id","key")
);

-- CreateTable
CREATE TABLE "job_tick" (
    "job" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "claimed_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "summary" JSONB,

    CONSTRAINT "job_tick_pkey" PRIMARY KEY ("job","due_at")
);

-- CreateTable
CREATE TABLE "stored_file" (
    "id" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "thing_kind" TEXT NOT NULL,
    "thing_id" UUID NOT NULL,
    "uploaded_by" UUID,
    "uploaded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stored_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "download_ticket" (
    "hash" TEXT NOT NULL,
    "account_id" UUID NOT NULL,
    "path" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "download_ticket_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_by" UUID,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "unit" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "short_name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "parent_id" UUID,
    "path" TEXT NOT NULL,
    "initials" TEXT NOT NULL,
    "sort_order" INTEGER NOT NULL DEFAULT 0,
    "ended_on" DATE,

    CONSTRAINT "unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "covered_unit" (
    "group_unit_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,

    CONSTRAINT "covered_unit_pkey" PRIMARY KEY ("group_unit_id","unit_id")
);

-- CreateTable
CREATE TABLE "section" (
    "id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "section_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "post" (
    "id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "section_id" UUID,
    "name" TEXT NOT NULL,
    "sensitive" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "post_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "initials" TEXT NOT NULL,
    "cadre_level" TEXT NOT NULL,
    "unit_id" UUID NOT NULL,
    "section_id" UUID,
    "post_name" TEXT NOT NULL,
    "unit_head" BOOLEAN NOT NULL DEFAULT false,
    "phone_cipher" TEXT,
    "phone_index" TEXT,
    "email_cipher" TEXT,
    "status" TEXT NOT NULL DEFAULT 'ACTIVE',

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "posting" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "post_id" UUID NOT NULL,
    "from_on" DATE NOT NULL,
    "to_on" DATE,

    CONSTRAINT "posting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "authority_rule" (
    "id" UUID NOT NULL,
    "cadre_level" TEXT NOT NULL,
    "unit_kind" TEXT NOT NULL,
    "body_unit_id" UUID NOT NULL,

    CONSTRAINT "authority_rule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recusal" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "other_person_id" UUID,
    "other_unit_id" UUID,
    "relation" TEXT NOT NULL,
    "declared_on" DATE NOT NULL,
    "ended_on" DATE,

    CONSTRAINT "recusal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "task" (
    "id" UUID NOT NULL,
    "act" TEXT NOT NULL,
    "thing_kind" TEXT NOT NULL,
    "thing_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "level_colour" TEXT,
    "level_label" TEXT,
    "unit_id" UUID,
    "about_person_id" UUID,
    "account_id" UUID,
    "role" TEXT,
    "scope_unit_id" UUID,
    "due_on" DATE,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "closed_by" UUID,

    CONSTRAINT "task_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delegation" (
    "id" UUID NOT NULL,
    "from_account_id" UUID NOT NULL,
    "to_account_id" UUID NOT NULL,
    "from_on" DATE NOT NULL,
    "to_on" DATE NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "delegation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "event_thing_kind_thing_id_id_idx" ON "event"("thing_kind", "thing_id", "id");

-- CreateIndex
CREATE INDEX "event_actor_id_id_idx" ON "event"("actor_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "account_login_key" ON "account"("login");

-- CreateIndex
CREATE UNIQUE INDEX "account_person_id_key" ON "account"("person_id");

-- CreateIndex
CREATE INDEX "role_grant_account_id_idx" ON "role_grant"("account_id");

-- CreateIndex
CREATE INDEX "account_request_state_idx" ON "account_request"("state");

-- CreateIndex
CREATE INDEX "session_account_id_idx" ON "session"("account_id");

-- CreateIndex
CREATE INDEX "refresh_token_session_id_idx" ON "refresh_token"("session_id");

-- CreateIndex
CREATE INDEX "idempotency_key_created_at_idx" ON "idempotency_key"("created_at");

-- CreateIndex
CREATE INDEX "stored_file_thing_kind_thing_id_idx" ON "stored_file"("thing_kind", "thing_id");

-- CreateIndex
CREATE UNIQUE INDEX "unit_code_key" ON "unit"("code");

-- CreateIndex
CREATE INDEX "unit_parent_id_idx" ON "unit"("parent_id");

-- CreateIndex
CREATE UNIQUE INDEX "section_unit_id_name_key" ON "section"("unit_id", "name");

-- CreateIndex
CREATE INDEX "post_unit_id_idx" ON "post"("unit_id");

-- CreateIndex
CREATE UNIQUE INDEX "person_code_key" ON "person"("code");

-- CreateIndex
CREATE INDEX "person_unit_id_idx" ON "person"("unit_id");

-- CreateIndex
CREATE INDEX "person_phone_index_idx" ON "person"("phone_index");

-- CreateIndex
CREATE INDEX "posting_person_id_idx" ON "posting"("person_id");

-- CreateIndex
CREATE INDEX "posting_post_id_idx" ON "posting"("post_id");

-- CreateIndex
CREATE UNIQUE INDEX "authority_rule_cadre_level_unit_kind_key" ON "authority_rule"("cadre_level", "unit_kind");

-- CreateIndex
CREATE INDEX "recusal_person_id_idx" ON "recusal"("person_id");

-- CreateIndex
CREATE INDEX "task_account_id_closed_at_idx" ON "task"("account_id", "closed_at");

-- CreateIndex
CREATE INDEX "task_thing_kind_thing_id_idx" ON "task"("thing_kind", "thing_id");

-- CreateIndex
CREATE INDEX "delegation_to_account_id_idx" ON "delegation"("to_account_id");

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "past_password" ADD CONSTRAINT "past_password_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refresh_token" ADD CONSTRAINT "refresh_token_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit" ADD CONSTRAINT "unit_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "section" ADD CONSTRAINT "section_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post" ADD CONSTRAINT "post_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post" ADD CONSTRAINT "post_section_id_fkey" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "posting" ADD CONSTRAINT "posting_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "posting" ADD CONSTRAINT "posting_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



-- The first uuidv7 that can be made on a day: ids carry their time, so a table partitioned by id is partitioned by month
-- and a look-up by id alone touches one partition.
CREATE FUNCTION uuid_floor(day date) RETURNS uuid LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT (lpad(to_hex((extract(epoch FROM day::timestamp) * 1000)::bigint), 12, '0') || '70008000000000000000')::uuid
$$;

-- Tables that grow, and whether they are cut by the day inside their id or by a date column.
CREATE TABLE partitioned_table (name text PRIMARY KEY, cut text NOT NULL CHECK (cut IN ('ID', 'DATE')));
INSERT INTO partitioned_table VALUES ('event', 'ID');

-- Makes the monthly partitions from one day to another; those that exist are left. Runs with the owner's right, because the
-- application's role may not create tables and the monthly job must.
CREATE FUNCTION ensure_partitions(from_day date, to_day date) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  entry record;
  month date;
  part text;
  made int := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('ensure_partitions'));
  FOR entry IN SELECT name, cut FROM partitioned_table ORDER BY name LOOP
    month := date_trunc('month', from_day)::date;
    WHILE month <= to_day LOOP
      part := entry.name || '_' || to_char(month, 'YYYYMM');
      IF to_regclass(part) IS NULL THEN
        IF entry.cut = 'ID' THEN
          EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)',
            part, entry.name, uuid_floor(month), uuid_floor((month + interval '1 month')::date));
        ELSE
          EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)',
            part, entry.name, month, (month + interval '1 month')::date);
        END IF;
        made := made + 1;
      END IF;
      month := (month + interval '1 month')::date;
    END LOOP;
  END LOOP;
  RETURN made;
END $$;

-- Ids outside the months made so far (an imported past, a far future) still find a place.
CREATE TABLE event_rest PARTITION OF event DEFAULT;

-- The record only grows. Grants keep the application out; the trigger keeps a careless owner out as well.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE ON event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER event_no_truncate BEFORE TRUNCATE ON event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The open tasks of one person or role.
CREATE INDEX task_open_by_account ON task (account_id, due_on) WHERE closed_at IS NULL;
CREATE INDEX task_open_by_role ON task (role, scope_unit_id, due_on) WHERE closed_at IS NULL;
