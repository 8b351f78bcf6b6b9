-- Whether an act is one that its sources do to each other (they met, clashed, signed): an empty target may also be unknown.
ALTER TABLE event ADD COLUMN mutual BOOLEAN;
