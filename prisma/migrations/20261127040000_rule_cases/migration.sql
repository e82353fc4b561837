-- Examples are kept with the wording that they are examples of.
ALTER TABLE "rule_version" ADD COLUMN "cases" JSONB NOT NULL DEFAULT '[]';
