-- What a failed fetch was about (host, status), so that the words of its refusal can name it.
ALTER TABLE "feed_pull" ADD COLUMN "error_facts" JSONB NOT NULL DEFAULT '{}';
