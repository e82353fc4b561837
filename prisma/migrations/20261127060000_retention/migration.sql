-- Deletions of records that are past their time, and holds that stop them.
CREATE TABLE "record_deletion" (
    "id" UUID NOT NULL,
    "feed_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "before_on" DATE NOT NULL,
    "state" TEXT NOT NULL,
    "due" INTEGER NOT NULL,
    "held" INTEGER NOT NULL,
    "first_on" DATE NOT NULL,
    "last_on" DATE NOT NULL,
    "proposed_by" UUID NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "reason" TEXT,
    "deleted" INTEGER NOT NULL DEFAULT 0,
    "digest" TEXT,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "record_deletion_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "record_deletion_feed_id_proposed_at_idx" ON "record_deletion"("feed_id", "proposed_at" DESC);

CREATE TABLE "record_hold" (
    "id" UUID NOT NULL,
    "feed_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "placed_by" UUID NOT NULL,
    "placed_at" TIMESTAMPTZ(3) NOT NULL,
    "lifted_by" UUID,
    "lifted_at" TIMESTAMPTZ(3),
    "lift_reason" TEXT,

    CONSTRAINT "record_hold_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "record_hold_feed_id_placed_at_idx" ON "record_hold"("feed_id", "placed_at" DESC);

-- One at a time, whoever asks at once.
CREATE UNIQUE INDEX record_deletion_pending ON record_deletion (feed_id) WHERE state IN ('PROPOSED', 'RUNNING');
CREATE UNIQUE INDEX record_hold_standing ON record_hold (feed_id) WHERE lifted_at IS NULL;
