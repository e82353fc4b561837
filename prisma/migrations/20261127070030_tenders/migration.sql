-- Tenders as their current bids say them, with the score of their prices; both tables are made anew from the bids.
CREATE TABLE "tender_market" (
    "county" SMALLINT NOT NULL DEFAULT 1,
    "currency" TEXT NOT NULL,
    "likeness" TEXT,
    "tenders" INTEGER NOT NULL,
    "quartiles" JSONB NOT NULL,
    "method" INTEGER NOT NULL,
    "screened_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tender_market_pkey" PRIMARY KEY ("county","currency")
);

CREATE TABLE "tender" (
    "county" SMALLINT NOT NULL DEFAULT 1,
    "id" UUID NOT NULL,
    "tender_ref" TEXT NOT NULL,
    "project" TEXT,
    "unit_id" UUID,
    "opened_on" DATE NOT NULL,
    "currency" TEXT NOT NULL,
    "bids" INTEGER NOT NULL,
    "bidder_codes" TEXT[],
    "estimate_minor" BIGINT,
    "lowest_minor" BIGINT,
    "winner" TEXT,
    "winner_code" TEXT,
    "winning_minor" BIGINT,
    "score_permille" INTEGER,
    "flagged" BOOLEAN NOT NULL,
    "screens" JSONB NOT NULL,
    "search" TEXT NOT NULL,

    CONSTRAINT "tender_pkey" PRIMARY KEY ("county","id"),
    CONSTRAINT "tender_county_currency_fkey" FOREIGN KEY ("county", "currency")
      REFERENCES "tender_market"("county", "currency") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "tender_county_tender_ref_key" ON "tender"("county", "tender_ref");
CREATE INDEX "tender_county_opened_on_id_idx" ON "tender"("county", "opened_on" DESC, "id" DESC);
-- The order in which the list is read first.
CREATE INDEX tender_by_score ON "tender" ("county", "score_permille" DESC NULLS LAST, "id" DESC);
CREATE INDEX tender_search ON "tender" USING GIN ("search" gin_trgm_ops);
-- Whether a bidder is one that somebody must stay away from.
CREATE INDEX tender_bidders ON "tender" USING GIN ("bidder_codes");
