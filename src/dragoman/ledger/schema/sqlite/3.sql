-- Families of acts and sets of parties, joined by "|".
CREATE TABLE bucket (
    no INTEGER PRIMARY KEY,
    family TEXT NOT NULL,
    parties TEXT NOT NULL,
    UNIQUE (family, parties)
) STRICT;

-- What claims of one bucket tell as one happening; see joining.Piece.
-- digest: of all that is in it; whole: the piece that this one is part of; event: what it makes,
-- null where it must still be made or an analyst has rejected it.
-- stale: since when its whole must be sought again; loose: whether its event must be made again too.
CREATE TABLE piece (
    no INTEGER PRIMARY KEY,
    home INTEGER NOT NULL REFERENCES pair (no),
    bucket INTEGER NOT NULL REFERENCES bucket (no),
    digest BLOB NOT NULL,
    record BLOB NOT NULL,
    whole INTEGER,
    event INTEGER REFERENCES event (no) ON DELETE SET NULL,
    stale INTEGER,
    loose INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX piece_home ON piece (home);
CREATE INDEX piece_event ON piece (event);
CREATE INDEX piece_whole ON piece (whole) WHERE whole IS NOT NULL;
CREATE INDEX piece_stale ON piece (stale) WHERE stale IS NOT NULL;
CREATE INDEX piece_stale_home ON piece (home) WHERE stale IS NOT NULL;

-- Stretches of days near which a piece lies.
CREATE TABLE piece_block (
    bucket INTEGER NOT NULL,
    block INTEGER NOT NULL,
    piece INTEGER NOT NULL,
    PRIMARY KEY (bucket, block, piece)
) STRICT, WITHOUT ROWID;

-- Events that there are have no pieces.
INSERT INTO stale (pair, part, since) SELECT DISTINCT home, 'events', 0 FROM claim
    WHERE true ON CONFLICT (pair, part) DO NOTHING;
