-- What is odd about a delivery that is over; null until it was looked at. What came before this was never looked at and is not told of now.
ALTER TABLE batch ADD COLUMN alarms TEXT[];
UPDATE batch SET alarms = '{}' WHERE state = 'DONE';
CREATE INDEX batch_unjudged ON batch (id) WHERE state = 'DONE' AND alarms IS NULL;
