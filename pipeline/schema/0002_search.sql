-- Full-text search. å, ø and æ are letters of their own, so diacritics stay: `får` is not `far`.

CREATE VIRTUAL TABLE blocks_fts USING fts5 (
    text, content = 'blocks', content_rowid = 'key', tokenize = 'unicode61 remove_diacritics 0'
);
CREATE TRIGGER blocks_indexed AFTER INSERT ON blocks BEGIN
    INSERT INTO blocks_fts (rowid, text) VALUES (new.key, new.text);
END;
CREATE TRIGGER blocks_unindexed AFTER DELETE ON blocks BEGIN
    INSERT INTO blocks_fts (blocks_fts, rowid, text) VALUES ('delete', old.key, old.text);
END;

-- What `search` indexes: one entry for each case, vedtak, gain, project and action.
CREATE TABLE search_entries (
    key INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    row_id TEXT NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (kind, row_id)
) STRICT;
CREATE VIRTUAL TABLE search USING fts5 (
    kind UNINDEXED, row_id UNINDEXED, text,
    content = 'search_entries', content_rowid = 'key', tokenize = 'unicode61 remove_diacritics 0'
);
CREATE TRIGGER entries_indexed AFTER INSERT ON search_entries BEGIN
    INSERT INTO search (rowid, kind, row_id, text) VALUES (new.key, new.kind, new.row_id, new.text);
END;
CREATE TRIGGER entries_unindexed AFTER DELETE ON search_entries BEGIN
    INSERT INTO search (search, rowid, kind, row_id, text)
    VALUES ('delete', old.key, old.kind, old.row_id, old.text);
END;

CREATE TRIGGER cases_entered AFTER INSERT ON cases BEGIN
    INSERT INTO search_entries (kind, row_id, text)
    VALUES (
        'cases',
        new.id,
        coalesce(new.title, '') || coalesce(' ' || new.number, '')
            || coalesce(' ' || new.archive_ref, '')
    );
END;
CREATE TRIGGER cases_withdrawn AFTER DELETE ON cases BEGIN
    DELETE FROM search_entries WHERE kind = 'cases' AND row_id = old.id;
END;

CREATE TRIGGER vedtak_entered AFTER INSERT ON vedtak BEGIN
    INSERT INTO search_entries (kind, row_id, text)
    VALUES ('vedtak', new.id, new.text || coalesce(' ' || new.resolved_text, ''));
END;
CREATE TRIGGER vedtak_withdrawn AFTER DELETE ON vedtak BEGIN
    DELETE FROM search_entries WHERE kind = 'vedtak' AND row_id = old.id;
END;

CREATE TRIGGER gains_entered AFTER INSERT ON gains BEGIN
    INSERT INTO search_entries (kind, row_id, text)
    VALUES ('gains', new.id, new.text);
END;
CREATE TRIGGER gains_withdrawn AFTER DELETE ON gains BEGIN
    DELETE FROM search_entries WHERE kind = 'gains' AND row_id = old.id;
END;

CREATE TRIGGER projects_entered AFTER INSERT ON projects BEGIN
    INSERT INTO search_entries (kind, row_id, text)
    VALUES (
        'projects',
        new.id,
        new.name
            || coalesce((SELECT ' ' || group_concat(value, ' ') FROM json_each(new.aliases)), '')
    );
END;
CREATE TRIGGER projects_withdrawn AFTER DELETE ON projects BEGIN
    DELETE FROM search_entries WHERE kind = 'projects' AND row_id = old.id;
END;

CREATE TRIGGER projects_reentered AFTER UPDATE OF name, aliases ON projects BEGIN
    DELETE FROM search_entries WHERE kind = 'projects' AND row_id = old.id;
    INSERT INTO search_entries (kind, row_id, text)
    VALUES (
        'projects',
        new.id,
        new.name
            || coalesce((SELECT ' ' || group_concat(value, ' ') FROM json_each(new.aliases)), '')
    );
END;

CREATE TRIGGER actions_entered AFTER INSERT ON actions BEGIN
    INSERT INTO search_entries (kind, row_id, text)
    VALUES ('actions', new.id, new.text || coalesce(' ' || new.responsible, ''));
END;
CREATE TRIGGER actions_withdrawn AFTER DELETE ON actions BEGIN
    DELETE FROM search_entries WHERE kind = 'actions' AND row_id = old.id;
END;
