-- Joint verification of an alert by several bodies one after the other.
CREATE TABLE "verification" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "information_id" UUID NOT NULL,
    "opened_by" UUID NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "verification_stage" (
    "id" UUID NOT NULL,
    "verification_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "account_id" UUID NOT NULL,
    "unit_id" UUID,
    "question" TEXT NOT NULL,
    "released" JSONB NOT NULL,
    "earlier" BOOLEAN NOT NULL,
    "workdays" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'WAITING',
    "asked_at" TIMESTAMPTZ(3),
    "due_on" DATE,
    "finding" TEXT,
    "reason" TEXT,
    "ended_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "verification_stage_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "verification_number_key" ON "verification"("number");
CREATE INDEX "verification_information_id_idx" ON "verification"("information_id");
CREATE UNIQUE INDEX "verification_stage_verification_id_position_key" ON "verification_stage"("verification_id", "position");
CREATE INDEX "verification_stage_account_id_state_idx" ON "verification_stage"("account_id", "state");
ALTER TABLE "verification_stage" ADD CONSTRAINT "verification_stage_verification_id_fkey"
  FOREIGN KEY ("verification_id") REFERENCES "verification"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
