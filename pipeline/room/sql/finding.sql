-- Search. `:query` is an FTS5 expression; at most `:most` of what was read last is looked at, so that
-- a word that stands everywhere costs no more than one that stands often. `:organisation` and `:body`
-- are JSON lists of spellings.

-- name: rows_found
SELECT
    e.kind, e.row_id AS id, f.rank,
    coalesce(s.document_id, v.document_id, g.document_id, a.document_id) AS document_id,
    coalesce(d.organisation, p.organisation) AS organisation,
    coalesce(d.year, p.last_year) AS year, m.body, v.outcome
FROM search AS f
JOIN search_entries AS e ON e.key = f.rowid
LEFT JOIN vedtak AS v ON e.kind = 'vedtak' AND v.id = e.row_id
LEFT JOIN gains AS g ON e.kind = 'gains' AND g.id = e.row_id
LEFT JOIN actions AS a ON e.kind = 'actions' AND a.id = e.row_id
LEFT JOIN projects AS p ON e.kind = 'projects' AND p.id = e.row_id
LEFT JOIN cases AS s ON s.id = CASE e.kind
    WHEN 'cases' THEN e.row_id ELSE coalesce(v.case_id, g.case_id, a.case_id)
END
LEFT JOIN documents AS d
    ON d.id = coalesce(s.document_id, v.document_id, g.document_id, a.document_id)
LEFT JOIN meetings AS m ON m.id = s.meeting_id
WHERE search MATCH :query AND d.duplicate_of IS NULL
    AND (:kind IS NULL OR e.kind = :kind)
    AND (:outcome IS NULL OR v.outcome = :outcome)
    AND (:year IS NULL OR coalesce(d.year, p.last_year) = :year)
    AND (
        :organisation IS NULL
        OR coalesce(d.organisation, p.organisation) IN (SELECT value FROM json_each(:organisation))
    )
    AND (:body IS NULL OR m.body IN (SELECT value FROM json_each(:body)))
ORDER BY f.rowid DESC
LIMIT :most

-- name: blocks_found
SELECT
    'blocks' AS kind, b.id, f.rank, b.document_id, d.organisation, d.year,
    (
        SELECT m.body FROM meetings AS m
        WHERE m.document_id = d.id ORDER BY m.char_start LIMIT 1
    ) AS body,
    NULL AS outcome
FROM blocks_fts AS f
JOIN blocks AS b ON b.key = f.rowid
JOIN documents AS d ON d.id = b.document_id
WHERE blocks_fts MATCH :query AND d.duplicate_of IS NULL
    AND (:year IS NULL OR d.year = :year)
    AND (
        :organisation IS NULL
        OR d.organisation IN (SELECT value FROM json_each(:organisation))
    )
    AND (
        :body IS NULL OR (
            SELECT m.body FROM meetings AS m
            WHERE m.document_id = d.id ORDER BY m.char_start LIMIT 1
        ) IN (SELECT value FROM json_each(:body))
    )
ORDER BY f.rowid DESC
LIMIT :most

-- Every way to write the name of an organisation or a body.
-- name: names
SELECT 'organisation' AS column, organisation AS name FROM documents
UNION SELECT 'organisation', organisation FROM projects
UNION SELECT 'body', body FROM meetings

-- name: row_shown
SELECT
    e.text, e.kind, e.row_id AS id,
    coalesce(s.id, v.case_id, g.case_id, a.case_id) AS case_id,
    coalesce(s.number, c.number) AS number, coalesce(s.title, c.title) AS title,
    coalesce(s.page, v.page, g.page, a.page) AS page, v.outcome, p.name AS project,
    d.name AS document, d.organisation, coalesce(m.date, d.date) AS date, m.body
FROM search_entries AS e
LEFT JOIN cases AS s ON e.kind = 'cases' AND s.id = e.row_id
LEFT JOIN vedtak AS v ON e.kind = 'vedtak' AND v.id = e.row_id
LEFT JOIN gains AS g ON e.kind = 'gains' AND g.id = e.row_id
LEFT JOIN actions AS a ON e.kind = 'actions' AND a.id = e.row_id
LEFT JOIN projects AS p ON e.kind = 'projects' AND p.id = e.row_id
LEFT JOIN cases AS c ON c.id = coalesce(v.case_id, g.case_id, a.case_id)
LEFT JOIN meetings AS m ON m.id = coalesce(s.meeting_id, c.meeting_id)
LEFT JOIN documents AS d
    ON d.id = coalesce(s.document_id, v.document_id, g.document_id, a.document_id)
WHERE e.kind = :kind AND e.row_id = :id

-- name: block_shown
SELECT
    b.text, 'blocks' AS kind, b.id, b.page, d.name AS document, d.organisation, d.date, d.title
FROM blocks AS b
JOIN documents AS d ON d.id = b.document_id
WHERE b.id = :id
