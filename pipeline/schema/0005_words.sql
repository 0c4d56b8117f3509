-- Search by lemma, languages of blocks, and names across documents.

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

-- Who is who across documents: `own_id` is the entity that a mention is of if the archive held its
-- document alone; `kin` is shared by all names that may be one person's (pipeline/namesakes.py).
ALTER TABLE mentions ADD COLUMN own_id TEXT;
ALTER TABLE mentions ADD COLUMN kin TEXT;
CREATE INDEX mentions_by_kin ON mentions (kin, own_id) WHERE kin IS NOT NULL;
CREATE INDEX mentions_by_own_id ON mentions (own_id, entity_id);

-- Every place where somebody or something is named, with the words that stand there.
CREATE VIEW omtaler AS
SELECT
    e.kind AS slag, e.name AS navn, e.ref AS nummer,
    substr(t.text, m.char_start + 1, m.char_end - m.char_start) AS sitat,
    d.organisation AS organisasjon, d.date AS dato, d.name AS dokument, m.page AS side,
    m.entity_id, m.id AS mention_id, m.document_id
FROM mentions AS m
JOIN entities AS e ON e.id = m.entity_id
JOIN documents AS d ON d.id = m.document_id
JOIN texts AS t ON t.document_id = m.document_id;
