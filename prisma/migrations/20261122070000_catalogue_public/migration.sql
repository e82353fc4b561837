-- Words of the last return, suspension or cancellation; events hold no words.
ALTER TABLE "power_item" ADD COLUMN "state_reason" TEXT;

-- The office's day of publication, beside the instant.
ALTER TABLE "power_item" ADD COLUMN "published_on" DATE;
ALTER TABLE "power_item_version" ADD COLUMN "published_on" DATE;
UPDATE "power_item" SET "published_on" = ("published_at" AT TIME ZONE 'Asia/Shanghai')::date;
UPDATE "power_item_version" SET "published_on" = ("published_at" AT TIME ZONE 'Asia/Shanghai')::date;

-- Pinyin initials, anywhere in a name.
CREATE INDEX "power_item_initials" ON "power_item" USING GIN ("initials" gin_trgm_ops);

-- What the public list counts by and turns its pages along, read from the index alone.
CREATE INDEX "power_item_disclosed" ON "power_item" ("category", "unit_id") WHERE county = 1 AND public_state = 'PUBLISHED';
