-- A year's official days are proposed by one person and published, rejected or withdrawn; before, only published ones existed.
ALTER TABLE "calendar_year"
    ADD COLUMN "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    ADD COLUMN "state" TEXT NOT NULL DEFAULT 'PROPOSED',
    ADD COLUMN "imported_at" TIMESTAMPTZ(3),
    ADD COLUMN "reason" TEXT,
    ADD COLUMN "row_version" INTEGER NOT NULL DEFAULT 1;
UPDATE "calendar_year" SET "state" = 'PUBLISHED' WHERE "approved_at" IS NOT NULL;
ALTER TABLE "calendar_year" ALTER COLUMN "id" DROP DEFAULT;
CREATE UNIQUE INDEX "calendar_year_id_key" ON "calendar_year"("id");
