-- A rule could not judge much of what a feed delivers: from when, how much, and until when. Counts only.
CREATE TABLE "poor_data" (
    "id" UUID NOT NULL,
    "rule_code" TEXT NOT NULL,
    "feed_id" UUID NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "counted_on" DATE NOT NULL,
    "judged" INTEGER NOT NULL,
    "not_evaluable" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "poor_data_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "poor_data_feed_id_idx" ON "poor_data"("feed_id");
-- One episode at a time of each rule and feed.
CREATE UNIQUE INDEX poor_data_open ON "poor_data" ("rule_code", "feed_id") WHERE "closed_at" IS NULL;
