-- Who is told of what, and how each message ended.

-- CreateTable
CREATE TABLE "notice_run" (
    "event_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "notices" INTEGER NOT NULL,

    CONSTRAINT "notice_run_pkey" PRIMARY KEY ("event_id")
);

-- CreateTable
CREATE TABLE "notice" (
    "county" SMALLINT NOT NULL DEFAULT 1,
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "thing_kind" TEXT NOT NULL,
    "thing_id" UUID NOT NULL,
    "side" TEXT NOT NULL,
    "urgent" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "notice_pkey" PRIMARY KEY ("county","id"),
    CONSTRAINT "notice_side" CHECK (side IN ('HANDLING', 'OBJECT', 'BLIND'))
) PARTITION BY RANGE ("id");

-- CreateTable
CREATE TABLE "notice_delivery" (
    "notice_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "run_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "urgent" BOOLEAN NOT NULL,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "next_try_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "outage" BOOLEAN NOT NULL DEFAULT false,
    "provider_id" TEXT,
    "last_error" TEXT,

    CONSTRAINT "notice_delivery_pkey" PRIMARY KEY ("notice_id","channel"),
    CONSTRAINT "notice_delivery_channel" CHECK (channel IN ('IN_APP', 'EMAIL', 'SMS')),
    CONSTRAINT "notice_delivery_state" CHECK (state IN ('QUEUED', 'SENDING', 'SENT', 'FAILED', 'GAVE_UP'))
);

-- CreateTable
CREATE TABLE "notice_preference" (
    "account_id" UUID NOT NULL,
    "email" BOOLEAN NOT NULL,
    "sms" BOOLEAN NOT NULL,
    "quiet_from" TEXT,
    "quiet_to" TEXT,

    CONSTRAINT "notice_preference_pkey" PRIMARY KEY ("account_id"),
    CONSTRAINT "notice_preference_quiet" CHECK ((quiet_from IS NULL) = (quiet_to IS NULL))
);

-- CreateTable
CREATE TABLE "dev_outbox" (
    "notice_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "subject" TEXT,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "dev_outbox_pkey" PRIMARY KEY ("notice_id","channel")
);

-- CreateIndex
CREATE INDEX "notice_run_at_idx" ON "notice_run"("at" DESC);

-- CreateIndex
CREATE INDEX "notice_account_id_id_idx" ON "notice"("account_id", "id" DESC);

-- CreateIndex
CREATE INDEX "notice_delivery_run_id_idx" ON "notice_delivery"("run_id");

-- CreateIndex
CREATE INDEX "dev_outbox_at_idx" ON "dev_outbox"("at" DESC);

INSERT INTO partitioned_table VALUES ('notice', 'ID');
CREATE TABLE notice_rest PARTITION OF notice DEFAULT;

-- The number at the bell.
CREATE INDEX notice_unread ON notice (account_id) WHERE read_at IS NULL;

-- What still has to be sent, and what a worker that died left half sent; few rows of a table that grows.
CREATE INDEX notice_delivery_open ON notice_delivery (channel, next_try_at) WHERE state IN ('QUEUED', 'SENDING');

-- A delivery ends once: no late worker and no hand takes it back out of its terminal state.
CREATE FUNCTION refuse_second_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the delivery of notice % by % has ended as %', OLD.notice_id, OLD.channel, OLD.state;
END $$;
CREATE TRIGGER notice_delivery_ends_once BEFORE UPDATE ON notice_delivery FOR EACH ROW
  WHEN (OLD.state IN ('SENT', 'FAILED', 'GAVE_UP')) EXECUTE FUNCTION refuse_second_end();
