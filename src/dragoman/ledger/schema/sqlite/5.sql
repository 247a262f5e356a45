-- Bands know the day of publication, 0 for none: nobody copies what is weeks old, and words that come
-- back every day stand in thousands of documents.
CREATE TABLE dated_band (
    band INTEGER NOT NULL,
    day INTEGER NOT NULL,
    document INTEGER NOT NULL REFERENCES document (no),
    PRIMARY KEY (band, day, document)
) STRICT, WITHOUT ROWID;
INSERT INTO dated_band (band, day, document)
    SELECT band, coalesce((SELECT min(published) FROM version
        WHERE version.document = band.document), 0), document FROM band;
DROP TABLE band;
ALTER TABLE dated_band RENAME TO band;
