-- Moments are microseconds since 1970 (UTC), days are numbers such as 20250212.

-- What produced claims.
CREATE TABLE run (
    no BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    dragoman TEXT COLLATE "C" NOT NULL,
    model TEXT COLLATE "C" NOT NULL,
    lexicon TEXT COLLATE "C" NOT NULL,
    UNIQUE (dragoman, model, lexicon)
);

-- Where documents come from: paths, addresses, names.
CREATE TABLE source (
    no BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL UNIQUE
);

-- Canonical texts (zlib over UTF-8). origin: the document that this one copies; null: none.
CREATE TABLE document (
    no BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sha256 BYTEA NOT NULL UNIQUE,
    text BYTEA NOT NULL,
    origin BIGINT REFERENCES document (no)
);
CREATE INDEX document_origin ON document (origin) WHERE origin IS NOT NULL;

-- A text as it stood at a source, from when until when; until is null while it stands there.
CREATE TABLE version (
    no BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source BIGINT NOT NULL REFERENCES source (no),
    document BIGINT NOT NULL REFERENCES document (no),
    language TEXT COLLATE "C" NOT NULL,
    title TEXT COLLATE "C",
    publisher TEXT COLLATE "C",
    published BIGINT,
    url TEXT COLLATE "C",
    since BIGINT NOT NULL,
    until BIGINT
);
CREATE INDEX version_source ON version (source);
CREATE INDEX version_document ON version (document);

-- What a run made of a version.
CREATE TABLE reading (
    no BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    document BIGINT NOT NULL REFERENCES document (no),
    version BIGINT NOT NULL REFERENCES version (no),
    run BIGINT NOT NULL REFERENCES run (no),
    regions BYTEA NOT NULL,
    words BIGINT NOT NULL,
    note TEXT COLLATE "C"
);
CREATE INDEX reading_document ON reading (document);

-- When the claims of a reading counted: no longer after a newer run, or when the text is gone
-- from all its sources. A text that comes back makes a second row.
CREATE TABLE standing (
    reading BIGINT NOT NULL REFERENCES reading (no),
    since BIGINT NOT NULL,
    until BIGINT,
    PRIMARY KEY (reading, since)
);

-- Codes that claims share.
CREATE TABLE coding (
    no BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    act TEXT COLLATE "C" NOT NULL,
    type TEXT COLLATE "C" NOT NULL,
    status TEXT COLLATE "C" NOT NULL,
    record BYTEA NOT NULL UNIQUE
);
CREATE INDEX coding_act ON coding (act);

-- Actors and words of records, once each.
CREATE TABLE actor (
    no BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id TEXT COLLATE "C" NOT NULL,
    record BYTEA NOT NULL UNIQUE
);
CREATE INDEX actor_id ON actor (id);
CREATE TABLE term (
    no BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    text TEXT COLLATE "C" NOT NULL UNIQUE
);

-- Two party codes in order; second is empty for what one party does alone.
CREATE TABLE pair (
    no BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    first TEXT COLLATE "C" NOT NULL,
    second TEXT COLLATE "C" NOT NULL,
    UNIQUE (first, second)
);
CREATE INDEX pair_second ON pair (second);

-- id: eight bytes where it is sixteen hexadecimal digits, else its letters.
-- claimant: party code; empty for an unnamed source, null for the document's own voice.
-- home: the pair under which its event is sought.
CREATE TABLE claim (
    no BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id BYTEA NOT NULL,
    reading BIGINT NOT NULL REFERENCES reading (no),
    coding BIGINT NOT NULL REFERENCES coding (no),
    home BIGINT NOT NULL REFERENCES pair (no),
    claimant TEXT COLLATE "C",
    starts BIGINT,
    ends BIGINT,
    confidence DOUBLE PRECISION NOT NULL,
    record BYTEA NOT NULL
);
CREATE INDEX claim_id ON claim (id);
CREATE INDEX claim_reading ON claim (reading);
CREATE INDEX claim_home ON claim (home);

-- The further pairs of claims with more than two parties.
CREATE TABLE claim_pair (
    pair BIGINT NOT NULL REFERENCES pair (no),
    claim BIGINT NOT NULL REFERENCES claim (no),
    PRIMARY KEY (pair, claim)
);

-- Analysts' decisions: only ever added; undone says when one was taken back.
-- pairs: where what it is about stood, as JSON.
CREATE TABLE judgement (
    no BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id TEXT COLLATE "C" NOT NULL UNIQUE,
    subject TEXT COLLATE "C" NOT NULL,
    target TEXT COLLATE "C" NOT NULL,
    decision TEXT COLLATE "C" NOT NULL,
    other TEXT COLLATE "C",
    author TEXT COLLATE "C" NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    changes TEXT COLLATE "C" NOT NULL,
    pairs TEXT COLLATE "C" NOT NULL,
    undone BIGINT,
    undone_by TEXT COLLATE "C"
);
CREATE INDEX judgement_target ON judgement (target);

-- Pairs whose events or threads must be computed again, and since when.
CREATE TABLE stale (
    pair BIGINT NOT NULL REFERENCES pair (no),
    part TEXT COLLATE "C" NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (pair, part)
);

-- Events of a pair, as last computed.
CREATE TABLE event (
    no BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id TEXT COLLATE "C" NOT NULL UNIQUE,
    home BIGINT NOT NULL REFERENCES pair (no),
    coding BIGINT NOT NULL REFERENCES coding (no),
    starts BIGINT,
    ends BIGINT,
    record BYTEA NOT NULL
);
CREATE INDEX event_home ON event (home);
CREATE TABLE event_pair (
    pair BIGINT NOT NULL REFERENCES pair (no),
    event BIGINT NOT NULL REFERENCES event (no) ON DELETE CASCADE,
    PRIMARY KEY (pair, event)
);
CREATE INDEX event_pair_event ON event_pair (event);

-- Threads of a pair, as last computed.
CREATE TABLE thread (
    no BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id TEXT COLLATE "C" NOT NULL,
    pair BIGINT NOT NULL REFERENCES pair (no),
    kind TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    record BYTEA NOT NULL,
    UNIQUE (pair, id)
);
CREATE INDEX thread_id ON thread (id);

-- How like each other documents are: a signature, and the bands in which to look for its like.
CREATE TABLE signature (
    document BIGINT PRIMARY KEY REFERENCES document (no),
    signature BYTEA NOT NULL
);
CREATE TABLE band (
    band BIGINT NOT NULL,
    document BIGINT NOT NULL REFERENCES document (no),
    PRIMARY KEY (band, document)
);

-- Full text of documents and titles; the texts themselves stand in document.
CREATE TABLE words (
    rowid BIGINT PRIMARY KEY REFERENCES document (no),
    words TSVECTOR NOT NULL
);
CREATE INDEX words_words ON words USING gin (words);
