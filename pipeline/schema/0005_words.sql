-- Search by lemma: `kommunene` finds `kommune`. `lemmas` holds the lemmas of the words of `text` that
-- are not themselves words of it, so a search in both columns finds every form of a word, and one in
-- `text:` alone finds only what is written. SQL gets `lemmas_of` from pipeline/store.py.

-- The language that a block is written in; NULL where it is too short to tell.
ALTER TABLE blocks ADD COLUMN language TEXT CHECK (language IN ('nb', 'nn', 'other'));

ALTER TABLE blocks ADD COLUMN lemmas TEXT NOT NULL DEFAULT '';
UPDATE blocks SET lemmas = lemmas_of(text);

DROP TRIGGER blocks_indexed;
DROP TRIGGER blocks_unindexed;
DROP TABLE blocks_fts;
CREATE VIRTUAL TABLE blocks_fts USING fts5 (
    text, lemmas,
    content = 'blocks', content_rowid = 'key', tokenize = 'unicode61 remove_diacritics 0'
);
CREATE TRIGGER blocks_indexed AFTER INSERT ON blocks BEGIN
    INSERT INTO blocks_fts (rowid, text, lemmas) VALUES (new.key, new.text, new.lemmas);
END;
CREATE TRIGGER blocks_unindexed AFTER DELETE ON blocks BEGIN
    INSERT INTO blocks_fts (blocks_fts, rowid, text, lemmas)
    VALUES ('delete', old.key, old.text, old.lemmas);
END;
INSERT INTO blocks_fts (blocks_fts) VALUES ('rebuild');

ALTER TABLE search_entries ADD COLUMN lemmas TEXT NOT NULL DEFAULT '';
UPDATE search_entries SET lemmas = lemmas_of(text);

DROP TRIGGER entries_indexed;
DROP TRIGGER entries_unindexed;
DROP TABLE search;
CREATE VIRTUAL TABLE search USING fts5 (
    kind UNINDEXED, row_id UNINDEXED, text, lemmas,
    content = 'search_entries', content_rowid = 'key', tokenize = 'unicode61 remove_diacritics 0'
);
CREATE TRIGGER entries_indexed AFTER INSERT ON search_entries BEGIN
    UPDATE search_entries SET lemmas = lemmas_of(new.text) WHERE key = new.key;
    INSERT INTO search (rowid, kind, row_id, text, lemmas)
    SELECT key, kind, row_id, text, lemmas FROM search_entries WHERE key = new.key;
END;
CREATE TRIGGER entries_unindexed AFTER DELETE ON search_entries BEGIN
    INSERT INTO search (search, rowid, kind, row_id, text, lemmas)
    VALUES ('delete', old.key, old.kind, old.row_id, old.text, old.lemmas);
END;
INSERT INTO search (search) VALUES ('rebuild');
