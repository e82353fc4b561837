-- How long what was agreed about a feed holds and how long its records are kept; and feeds that the platform fetches itself.

ALTER TABLE "feed"
  ADD COLUMN "agreement_ref" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "agreed_from" DATE,
  ADD COLUMN "agreed_until" DATE,
  ADD COLUMN "retention_months" INTEGER,
  ADD COLUMN "pull" JSONB,
  ADD COLUMN "pull_cipher" TEXT;

CREATE TABLE "feed_pull" (
    "feed_id" UUID NOT NULL,
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "error" TEXT,
    "deliveries" INTEGER NOT NULL DEFAULT 0,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "mark" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "feed_pull_pkey" PRIMARY KEY ("feed_id")
);
CREATE INDEX "feed_pull_next_at_idx" ON "feed_pull"("next_at");
ALTER TABLE "feed_pull" ADD CONSTRAINT "feed_pull_feed_id_fkey" FOREIGN KEY ("feed_id") REFERENCES "feed"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
