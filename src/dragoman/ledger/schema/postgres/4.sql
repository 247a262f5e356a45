-- What events are looked for by, besides their columns; see marks_of.
CREATE TABLE event_mark (
    mark BIGINT NOT NULL REFERENCES term (no),
    event BIGINT NOT NULL REFERENCES event (no) ON DELETE CASCADE,
    PRIMARY KEY (mark, event)
);
CREATE INDEX event_mark_event ON event_mark (event);

-- How sure the surest of its claims is.
ALTER TABLE event ADD COLUMN surest DOUBLE PRECISION;

-- Tables of a few hundred rows are read whole as fast.
DROP INDEX pair_second;
DROP INDEX coding_act;

-- Events that there are lack what is new here.
INSERT INTO stale (pair, part, since) SELECT DISTINCT home, 'events', 0 FROM claim
    WHERE true ON CONFLICT (pair, part) DO NOTHING;
