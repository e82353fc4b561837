-- Information is found by the unit that it concerns, too.
UPDATE "information" i
SET "search" = concat_ws(' ', i."search", lower(u."short_name"), lower(u."name"), lower(u."initials"))
FROM "unit" u
WHERE u."id" = i."unit_id";
