-- Since when an event or a thread has been told as it is told now.
ALTER TABLE event ADD COLUMN since BIGINT NOT NULL DEFAULT 0;
ALTER TABLE thread ADD COLUMN since BIGINT NOT NULL DEFAULT 0;

-- What was told at the end of some day (UTC) and is told no longer, from when until when.
CREATE TABLE past_event (
    no BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id TEXT COLLATE "C" NOT NULL,
    coding BIGINT NOT NULL REFERENCES coding (no),
    starts BIGINT,
    ends BIGINT,
    surest DOUBLE PRECISION,
    record BYTEA NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT NOT NULL
);
CREATE INDEX past_event_id ON past_event (id);
CREATE TABLE past_pair (
    pair BIGINT NOT NULL REFERENCES pair (no),
    event BIGINT NOT NULL REFERENCES past_event (no) ON DELETE CASCADE,
    PRIMARY KEY (pair, event)
);
CREATE INDEX past_pair_event ON past_pair (event);
CREATE TABLE past_mark (
    mark BIGINT NOT NULL REFERENCES term (no),
    event BIGINT NOT NULL REFERENCES past_event (no) ON DELETE CASCADE,
    PRIMARY KEY (mark, event)
);
CREATE INDEX past_mark_event ON past_mark (event);
CREATE TABLE past_thread (
    no BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    pair BIGINT NOT NULL REFERENCES pair (no),
    record BYTEA NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT NOT NULL
);
CREATE INDEX past_thread_pair ON past_thread (pair);

-- The first change since which a pair is stale; `since` is the last one.
ALTER TABLE stale ADD COLUMN began BIGINT NOT NULL DEFAULT 0;

-- Pairs that were stale at the end of some day: what they told then is not kept.
CREATE TABLE untold (
    pair BIGINT NOT NULL REFERENCES pair (no),
    since BIGINT NOT NULL,
    until BIGINT NOT NULL
);
CREATE INDEX untold_pair ON untold (pair);
INSERT INTO untold (pair, since, until)
    SELECT no, 0, CAST(extract(epoch FROM now()) AS BIGINT) * 1000000 FROM pair;

-- When an event of a pair began and what it was, so that pairs can be summed up without their events.
ALTER TABLE event_pair ADD COLUMN starts BIGINT;
ALTER TABLE event_pair ADD COLUMN coding BIGINT NOT NULL DEFAULT 0;
UPDATE event_pair SET starts = (SELECT starts FROM event WHERE event.no = event_pair.event),
    coding = (SELECT coding FROM event WHERE event.no = event_pair.event);
