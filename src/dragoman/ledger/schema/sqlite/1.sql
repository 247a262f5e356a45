-- Moments are microseconds since 1970 (UTC), days are numbers such as 20250212.

-- What produced claims.
CREATE TABLE run (
    no INTEGER PRIMARY KEY,
    dragoman TEXT NOT NULL,
    model TEXT NOT NULL,
    lexicon TEXT NOT NULL,
    UNIQUE (dragoman, model, lexicon)
) STRICT;

-- Where documents come from: paths, addresses, names.
CREATE TABLE source (
    no INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

-- Canonical texts (zlib over UTF-8). origin: the document that this one copies; null: none.
CREATE TABLE document (
    no INTEGER PRIMARY KEY,
    sha256 BLOB NOT NULL UNIQUE,
    text BLOB NOT NULL,
    origin INTEGER REFERENCES document (no)
) STRICT;
CREATE INDEX document_origin ON document (origin) WHERE origin IS NOT NULL;

-- A text as it stood at a source, from when until when; until is null while it stands there.
CREATE TABLE version (
    no INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES source (no),
    document INTEGER NOT NULL REFERENCES document (no),
    language TEXT NOT NULL,
    title TEXT,
    publisher TEXT,
    published INTEGER,
    url TEXT,
    since INTEGER NOT NULL,
    until INTEGER
) STRICT;
CREATE INDEX version_source ON version (source);
CREATE INDEX version_document ON version (document);

-- What a run made of a version.
CREATE TABLE reading (
    no INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES document (no),
    version INTEGER NOT NULL REFERENCES version (no),
    run INTEGER NOT NULL REFERENCES run (no),
    regions BLOB NOT NULL,
    words INTEGER NOT NULL,
    note TEXT
) STRICT;
CREATE INDEX reading_document ON reading (document);

-- When the claims of a reading counted: no longer after a newer run, or when the text is gone
-- from all its sources. A text that comes back makes a second row.
CREATE TABLE standing (
    reading INTEGER NOT NULL REFERENCES reading (no),
    since INTEGER NOT NULL,
    until INTEGER,
    PRIMARY KEY (reading, since)
) STRICT, WITHOUT ROWID;

-- Codes that claims share.
CREATE TABLE coding (
    no INTEGER PRIMARY KEY,
    act TEXT NOT NULL,
    type TEXT NOT NULL,
    status TEXT NOT NULL,
    record BLOB NOT NULL UNIQUE
) STRICT;
CREATE INDEX coding_act ON coding (act);

-- Actors and words of records, once each.
CREATE TABLE actor (
    no INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    record BLOB NOT NULL UNIQUE
) STRICT;
CREATE INDEX actor_id ON actor (id);
CREATE TABLE term (
    no INTEGER PRIMARY KEY,
    text TEXT NOT NULL UNIQUE
) STRICT;

-- Two party codes in order; second is empty for what one party does alone.
CREATE TABLE pair (
    no INTEGER PRIMARY KEY,
    first TEXT NOT NULL,
    second TEXT NOT NULL,
    UNIQUE (first, second)
) STRICT;
CREATE INDEX pair_second ON pair (second);

-- id: eight bytes where it is sixteen hexadecimal digits, else its letters.
-- claimant: party code; empty for an unnamed source, null for the document's own voice.
-- home: the pair under which its event is sought.
CREATE TABLE claim (
    no INTEGER PRIMARY KEY,
    id BLOB NOT NULL,
    reading INTEGER NOT NULL REFERENCES reading (no),
    coding INTEGER NOT NULL REFERENCES coding (no),
    home INTEGER NOT NULL REFERENCES pair (no),
    claimant TEXT,
    starts INTEGER,
    ends INTEGER,
    confidence REAL NOT NULL,
    record BLOB NOT NULL
) STRICT;
CREATE INDEX claim_id ON claim (id);
CREATE INDEX claim_reading ON claim (reading);
CREATE INDEX claim_home ON claim (home);

-- The further pairs of claims with more than two parties.
CREATE TABLE claim_pair (
    pair INTEGER NOT NULL REFERENCES pair (no),
    claim INTEGER NOT NULL REFERENCES claim (no),
    PRIMARY KEY (pair, claim)
) STRICT, WITHOUT ROWID;

-- Analysts' decisions: only ever added; undone says when one was taken back.
-- pairs: where what it is about stood, as JSON.
CREATE TABLE judgement (
    no INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    subject TEXT NOT NULL,
    target TEXT NOT NULL,
    decision TEXT NOT NULL,
    other TEXT,
    author TEXT NOT NULL,
    reason TEXT NOT NULL,
    at INTEGER NOT NULL,
    changes TEXT NOT NULL,
    pairs TEXT NOT NULL,
    undone INTEGER,
    undone_by TEXT
) STRICT;
CREATE INDEX judgement_target ON judgement (target);

-- Pairs whose events or threads must be computed again, and since when.
CREATE TABLE stale (
    pair INTEGER NOT NULL REFERENCES pair (no),
    part TEXT NOT NULL,
    since INTEGER NOT NULL,
    PRIMARY KEY (pair, part)
) STRICT, WITHOUT ROWID;

-- Events of a pair, as last computed.
CREATE TABLE event (
    no INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    home INTEGER NOT NULL REFERENCES pair (no),
    coding INTEGER NOT NULL REFERENCES coding (no),
    starts INTEGER,
    ends INTEGER,
    record BLOB NOT NULL
) STRICT;
CREATE INDEX event_home ON event (home);
CREATE TABLE event_pair (
    pair INTEGER NOT NULL REFERENCES pair (no),
    event INTEGER NOT NULL REFERENCES event (no) ON DELETE CASCADE,
    PRIMARY KEY (pair, event)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_pair_event ON event_pair (event);

-- Threads of a pair, as last computed.
CREATE TABLE thread (
    no INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    pair INTEGER NOT NULL REFERENCES pair (no),
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    record BLOB NOT NULL,
    UNIQUE (pair, id)
) STRICT;
CREATE INDEX thread_id ON thread (id);

-- How like each other documents are: a signature, and the bands in which to look for its like.
CREATE TABLE signature (
    document INTEGER PRIMARY KEY REFERENCES document (no),
    signature BLOB NOT NULL
) STRICT;
CREATE TABLE band (
    band INTEGER NOT NULL,
    document INTEGER NOT NULL REFERENCES document (no),
    PRIMARY KEY (band, document)
) STRICT, WITHOUT ROWID;

-- Full text of documents and titles; the texts themselves stand in document.
CREATE VIRTUAL TABLE words USING fts5 (title, text, content = '', detail = column);
