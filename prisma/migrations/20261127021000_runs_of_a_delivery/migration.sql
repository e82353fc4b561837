-- The page of a delivery asks what the rules made of it.
CREATE INDEX "rule_run_batch_id_idx" ON "rule_run"("batch_id");
