-- The power catalogue and its versions.

-- CreateTable
CREATE TABLE "power_item" (
    "county" SMALLINT NOT NULL DEFAULT 1,
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "unit_id" UUID NOT NULL,
    "published_version_id" UUID,
    "open_version_id" UUID,
    "open_state" TEXT,
    "public_state" TEXT,
    "name" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "summary" TEXT,
    "promised_days" INTEGER,
    "legal_days" INTEGER,
    "incomplete" BOOLEAN NOT NULL DEFAULT false,
    "published_at" TIMESTAMPTZ(3),
    "initials" TEXT NOT NULL DEFAULT '',
    "search_text" TEXT NOT NULL DEFAULT '',
    "search" tsvector,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "power_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "power_item_version" (
    "id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "missing" TEXT[],
    "public_hash" TEXT,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "published_at" TIMESTAMPTZ(3),
    "note" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "power_item_version_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "power_item_code_key" ON "power_item"("code");

-- CreateIndex
CREATE INDEX "power_item_unit_id_idx" ON "power_item"("unit_id");

-- CreateIndex
CREATE INDEX "power_item_category_idx" ON "power_item"("category");

-- CreateIndex
CREATE INDEX "power_item_search" ON "power_item" USING GIN ("search");

-- CreateIndex
CREATE INDEX "power_item_search_text" ON "power_item" USING GIN ("search_text" gin_trgm_ops);

-- CreateIndex
CREATE UNIQUE INDEX "power_item_version_item_id_number_key" ON "power_item_version"("item_id", "number");

-- AddForeignKey
ALTER TABLE "power_item_version" ADD CONSTRAINT "power_item_version_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "power_item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



-- A published wording stays as it was read by the public; only what follows it may be noted.
CREATE FUNCTION refuse_power_version_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR (OLD.published_at IS NOT NULL
      AND (NEW.content IS DISTINCT FROM OLD.content OR NEW.number <> OLD.number OR NEW.public_hash IS DISTINCT FROM OLD.public_hash)) THEN
    RAISE EXCEPTION 'a published version is frozen' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER power_item_version_frozen BEFORE UPDATE OR DELETE ON power_item_version
  FOR EACH ROW EXECUTE FUNCTION refuse_power_version_change();
