-- How many working days were counted to the due day of a fact sheet; null where the day was set, which no calendar moves.
ALTER TABLE "fact_sheet" ADD COLUMN "workdays" INTEGER;
