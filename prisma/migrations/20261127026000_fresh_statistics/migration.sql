-- What the planner knows of a kind's records, renewed when a fifth of them has come since: autovacuum looks at each month by itself and never at
-- the whole, and comes too late for what judges a large delivery at once. With the owner's right, since the application may not analyse.
CREATE FUNCTION renew_statistics(kind text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  known bigint;
  living bigint;
BEGIN
  IF to_regclass('staged_' || kind) IS NULL THEN
    RAISE EXCEPTION 'no kind of record %', kind;
  END IF;
  SELECT greatest(reltuples, 0) INTO STRICT known FROM pg_class WHERE oid = to_regclass(kind);
  SELECT coalesce(sum(n_live_tup), 0) INTO living FROM pg_stat_user_tables
    WHERE relid = to_regclass(kind) OR relid IN (SELECT inhrelid FROM pg_inherits WHERE inhparent = to_regclass(kind));
  IF living <= known * 1.2 + 1000 THEN
    RETURN false;
  END IF;
  EXECUTE format('ANALYZE %I', kind);
  RETURN true;
END $$;
