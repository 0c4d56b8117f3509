-- What spans documents: which items of different documents are one, and why.

-- A reason to hold an item (a case, or a project of one document) for the same as whatever else has
-- `key`. A key that has two labels within one scope is ambiguous, and one that no item has of its own
-- (`owns`), but others only speak of, is a guess: neither ties anything.
CREATE TABLE ties (
    id TEXT PRIMARY KEY,
    item TEXT NOT NULL,
    key TEXT NOT NULL,
    reason TEXT NOT NULL,
    scope TEXT NOT NULL,
    label TEXT,
    owns INTEGER NOT NULL CHECK (owns IN (0, 1)),
    seq INTEGER NOT NULL,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX ties_by_document ON ties (document_id);
CREATE INDEX ties_by_item ON ties (item);
CREATE INDEX ties_by_key ON ties (key);

-- A project as one document has it: `own_id` is what the project would be called if the archive held
-- nothing else, `project_id` the project that it is, `reason` why it is one with other documents'.
CREATE TABLE project_links (
    id TEXT PRIMARY KEY,
    own_id TEXT NOT NULL,
    project_id TEXT NOT NULL REFERENCES projects (id),
    reason TEXT,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX project_links_by_document ON project_links (document_id);
CREATE INDEX project_links_by_project ON project_links (project_id);

-- No foreign keys: the links go with the same document as the rows.
ALTER TABLE project_mentions ADD COLUMN link_id TEXT;
ALTER TABLE gains ADD COLUMN link_id TEXT;
ALTER TABLE amounts ADD COLUMN link_id TEXT;
CREATE INDEX project_mentions_by_link ON project_mentions (link_id);
CREATE INDEX gains_by_link ON gains (link_id);
CREATE INDEX amounts_by_link ON amounts (link_id);

-- Documents with one fingerprint say the same in the same order, whatever their format.
ALTER TABLE documents ADD COLUMN fingerprint TEXT;
CREATE INDEX documents_by_fingerprint ON documents (fingerprint);

-- Everything that is said of a project, from all its documents: sort by project_id and dato. An
-- annual report has no date; it tells how things stood when its year was over.
CREATE VIEW prosjekthistorikk AS
WITH said AS (
    SELECT
        'omtale' AS hva, name AS navn, text, status, status_text, phase, NULL AS year,
        NULL AS amount, NULL AS unit, project_id, document_id, page, char_start, char_end
    FROM project_mentions
    UNION ALL
    SELECT
        'gevinst', NULL, text, realised, NULL, NULL, year,
        amount, unit, project_id, document_id, page, char_start, char_end
    FROM gains
    UNION ALL
    SELECT
        'beløp', NULL, label, kind, NULL, NULL, year,
        amount, currency, project_id, document_id, page, char_start, char_end
    FROM amounts
)
SELECT
    p.name AS prosjekt, p.organisation AS organisasjon,
    coalesce(d.date, d.year || '-12-31') AS dato, coalesce(s.year, d.year) AS år, s.hva,
    s.navn AS omtalt_som, s.text AS tekst, s.status, s.status_text AS statusord, s.phase AS fase,
    s.amount AS mengde, s.unit AS enhet, d.name AS dokument, s.page AS side,
    substr(t.text, s.char_start + 1, s.char_end - s.char_start) AS sitat,
    p.id AS project_id, s.document_id, s.char_start
FROM said AS s
JOIN projects AS p ON p.id = s.project_id
JOIN documents AS d ON d.id = s.document_id
JOIN texts AS t ON t.document_id = s.document_id
ORDER BY p.id, dato, d.id, s.char_start, s.hva;

-- Every meeting that a case has been through, with why it is held for the same case.
CREATE VIEW sakshistorikk AS
SELECT
    d.organisation AS organisasjon, m.body AS organ, m.date AS dato, s.number AS saksnummer,
    s.title AS tittel, v.text AS vedtak, h.reason AS grunn, d.name AS dokument, d.kind AS slag,
    s.page AS side, substr(t.text, s.char_start + 1, s.char_end - s.char_start) AS sitat,
    h.thread_id, h.case_id, s.document_id
FROM case_threads AS h
JOIN cases AS s ON s.id = h.case_id
JOIN documents AS d ON d.id = s.document_id
JOIN texts AS t ON t.document_id = s.document_id
LEFT JOIN meetings AS m ON m.id = s.meeting_id
LEFT JOIN vedtak AS v ON v.case_id = s.id
ORDER BY h.thread_id, m.date, s.id, v.char_start;
