-- A person's word on one field of one event: the field, its value as it was judged, and what it should be, where that is said.
ALTER TABLE judgement ADD COLUMN field VARCHAR;
ALTER TABLE judgement ADD COLUMN value JSON;
ALTER TABLE judgement ADD COLUMN correct JSON;
