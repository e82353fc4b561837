-- Where a unit is reached: an office extension, nobody's own number.
alter table unit add column office_phone text;
