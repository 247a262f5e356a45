-- What claims tell as one happening that name one set of parties and acts of one family, which are
-- the bucket; see joining.Piece.
-- digest: of all that is in it; whole: the piece that this one is part of; event: what it makes,
-- null where it must still be made or an analyst has rejected it.
-- stale: since when its whole must be sought again; loose: whether its event must be made again too.
CREATE TABLE piece (
    no BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    home BIGINT NOT NULL REFERENCES pair (no),
    bucket BIGINT NOT NULL REFERENCES term (no),
    digest BYTEA NOT NULL,
    record BYTEA NOT NULL,
    whole BIGINT,
    event BIGINT REFERENCES event (no) ON DELETE SET NULL,
    stale BIGINT,
    loose BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX piece_home ON piece (home, stale);
CREATE INDEX piece_event ON piece (event);

-- Stretches of days near which a piece lies.
CREATE TABLE piece_block (
    bucket BIGINT NOT NULL,
    block BIGINT NOT NULL,
    piece BIGINT NOT NULL,
    PRIMARY KEY (bucket, block, piece)
);

-- Nothing asks by these.
DROP INDEX actor_id;
DROP INDEX event_home;

-- Events that there are have no pieces.
INSERT INTO stale (pair, part, since) SELECT DISTINCT home, 'events', 0 FROM claim
    WHERE true ON CONFLICT (pair, part) DO NOTHING;
