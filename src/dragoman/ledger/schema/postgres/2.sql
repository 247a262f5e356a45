-- How often the ledger has changed: what was computed from it before can be told from what is new.
CREATE TABLE revision (
    no BIGINT NOT NULL
);
INSERT INTO revision (no) VALUES (1);

-- The revision at which its events or threads last changed.
ALTER TABLE pair ADD COLUMN changed BIGINT NOT NULL DEFAULT 0;

-- Which claims an event is made of.
CREATE TABLE event_claim (
    claim BIGINT NOT NULL REFERENCES claim (no),
    event BIGINT NOT NULL REFERENCES event (no) ON DELETE CASCADE,
    PRIMARY KEY (claim, event)
);
CREATE INDEX event_claim_event ON event_claim (event);
CREATE INDEX event_starts ON event (starts);

-- Until when a thread can be kept, and when it last moved.
ALTER TABLE thread ADD COLUMN due BIGINT;
ALTER TABLE thread ADD COLUMN moved BIGINT;
CREATE INDEX thread_state ON thread (state, due);

-- The least certain claims, which are looked at first; see survey.DOUBTFUL.
CREATE INDEX claim_doubtful ON claim (confidence) WHERE confidence < 0.6;

-- Events and threads that there are lack what is new here.
INSERT INTO stale (pair, part, since) SELECT DISTINCT home, 'events', 0 FROM claim
    WHERE true ON CONFLICT (pair, part) DO NOTHING;
