-- Since when an event or a thread has been told as it is told now.
ALTER TABLE event ADD COLUMN since INTEGER NOT NULL DEFAULT 0;
ALTER TABLE thread ADD COLUMN since INTEGER NOT NULL DEFAULT 0;

-- What was told at the end of some day (UTC) and is told no longer, from when until when.
CREATE TABLE past_event (
    no INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    coding INTEGER NOT NULL REFERENCES coding (no),
    starts INTEGER,
    ends INTEGER,
    surest REAL,
    record BLOB NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER NOT NULL
) STRICT;
CREATE INDEX past_event_id ON past_event (id);
CREATE TABLE past_pair (
    pair INTEGER NOT NULL REFERENCES pair (no),
    event INTEGER NOT NULL REFERENCES past_event (no) ON DELETE CASCADE,
    PRIMARY KEY (pair, event)
) STRICT, WITHOUT ROWID;
CREATE INDEX past_pair_event ON past_pair (event);
CREATE TABLE past_mark (
    mark INTEGER NOT NULL REFERENCES term (no),
    event INTEGER NOT NULL REFERENCES past_event (no) ON DELETE CASCADE,
    PRIMARY KEY (mark, event)
) STRICT, WITHOUT ROWID;
CREATE INDEX past_mark_event ON past_mark (event);
CREATE TABLE past_thread (
    no INTEGER PRIMARY KEY,
    pair INTEGER NOT NULL REFERENCES pair (no),
    record BLOB NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER NOT NULL
) STRICT;
CREATE INDEX past_thread_pair ON past_thread (pair);

-- The first change since which a pair is stale; `since` is the last one.
ALTER TABLE stale ADD COLUMN began INTEGER NOT NULL DEFAULT 0;

-- Pairs that were stale at the end of some day: what they told then is not kept.
CREATE TABLE untold (
    pair INTEGER NOT NULL REFERENCES pair (no),
    since INTEGER NOT NULL,
    until INTEGER NOT NULL
) STRICT;
CREATE INDEX untold_pair ON untold (pair);
INSERT INTO untold (pair, since, until)
    SELECT no, 0, CAST(strftime('%s', 'now') AS INTEGER) * 1000000 FROM pair;

-- When an event of a pair began and what it was, so that pairs can be summed up without their events.
ALTER TABLE event_pair ADD COLUMN starts INTEGER;
ALTER TABLE event_pair ADD COLUMN coding INTEGER NOT NULL DEFAULT 0;
UPDATE event_pair SET starts = (SELECT starts FROM event WHERE event.no = event_pair.event),
    coding = (SELECT coding FROM event WHERE event.no = event_pair.event);
