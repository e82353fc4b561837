-- Identity numbers behind the digests that records keep, as long as a rule may still need them; which of them an alert holds; and who
-- opened one for what reason.

CREATE TABLE "sealed_identity" (
    "id" UUID NOT NULL,
    "digest" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sealed_identity_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "alert_identity" (
    "alert_id" UUID NOT NULL,
    "digest" TEXT NOT NULL,

    CONSTRAINT "alert_identity_pkey" PRIMARY KEY ("alert_id","digest")
);

CREATE TABLE "identity_opening" (
    "id" UUID NOT NULL,
    "information_id" UUID NOT NULL,
    "record_id" UUID NOT NULL,
    "field" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "account_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "identity_opening_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "sealed_identity_digest_key" ON "sealed_identity"("digest");
CREATE INDEX "sealed_identity_received_at_idx" ON "sealed_identity"("received_at");
CREATE INDEX "alert_identity_digest_idx" ON "alert_identity"("digest");
CREATE INDEX "identity_opening_information_id_idx" ON "identity_opening"("information_id");

-- Who looked is never taken back.
CREATE TRIGGER identity_opening_append_only BEFORE UPDATE OR DELETE ON identity_opening FOR EACH ROW EXECUTE FUNCTION refuse_change();
