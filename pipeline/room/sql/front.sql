-- The start page: what is in the archive. Copies of a document count among the documents only.

-- Changes whenever anything has landed, left or failed.
-- name: state
SELECT
    (SELECT count(*) FROM documents) AS documents,
    (SELECT max(ingested_at) FROM documents) AS landed,
    (SELECT count(*) FROM failures) AS failures,
    (SELECT max(id) FROM runs) AS run,
    (SELECT status FROM runs ORDER BY id DESC LIMIT 1) AS status

-- name: holdings
WITH copies AS (SELECT id FROM documents WHERE duplicate_of IS NOT NULL)
SELECT
    (SELECT count(*) FROM documents) AS dokumenter,
    (SELECT count(*) FROM copies) AS kopier,
    (SELECT count(*) FROM meetings)
        - (SELECT count(*) FROM meetings WHERE document_id IN copies) AS møter,
    (SELECT count(*) FROM cases)
        - (SELECT count(*) FROM cases WHERE document_id IN copies) AS saker,
    (SELECT count(*) FROM vedtak)
        - (SELECT count(*) FROM vedtak WHERE document_id IN copies) AS vedtak,
    (SELECT count(*) FROM projects) AS prosjekter,
    (SELECT count(*) FROM gains)
        - (SELECT count(*) FROM gains WHERE document_id IN copies) AS gevinster,
    (SELECT min(year) FROM documents) AS fra,
    (SELECT max(year) FROM documents) AS til

-- name: trouble
SELECT
    (SELECT count(*) FROM failures) AS feilet,
    (SELECT count(*) FROM documents WHERE status = 'mistenkelig') AS mistenkelige,
    (SELECT count(*) FROM documents WHERE status = 'trenger_ocr') AS bilder,
    (SELECT count(*) FROM findings WHERE severity = 'feil') AS feil,
    (SELECT count(*) FROM findings WHERE severity = 'advarsel') AS advarsler,
    (SELECT started_at FROM runs ORDER BY id DESC LIMIT 1) AS sist,
    (SELECT status FROM runs ORDER BY id DESC LIMIT 1) AS hvordan

-- name: latest_vedtak
SELECT
    v.id, v.text, v.outcome, v.page, v.case_id, s.title, s.number, m.body,
    d.organisation, coalesce(m.date, d.date) AS date, d.id AS document_id, d.ingested_at,
    v.resolved_text
FROM documents AS d
JOIN vedtak AS v ON v.document_id = d.id
LEFT JOIN cases AS s ON s.id = v.case_id
LEFT JOIN meetings AS m ON m.id = s.meeting_id
WHERE d.duplicate_of IS NULL AND d.date IS NOT NULL
ORDER BY d.date DESC, d.id, v.char_start
LIMIT :most

-- name: vedtak_by_year
SELECT d.year, v.outcome, count(*) AS number
FROM vedtak AS v
JOIN documents AS d ON d.id = v.document_id
WHERE d.duplicate_of IS NULL AND d.year IS NOT NULL
GROUP BY d.year, v.outcome

-- name: gains_by_theme
SELECT
    coalesce(g.group_name, p.name, 'Uten tema') AS theme, coalesce(g.year, d.year) AS year,
    count(*) AS number
FROM gains AS g
JOIN documents AS d ON d.id = g.document_id
LEFT JOIN projects AS p ON p.id = g.project_id
WHERE d.duplicate_of IS NULL AND coalesce(g.year, d.year) IS NOT NULL
GROUP BY 1, 2

-- name: attendance_by_body
SELECT
    coalesce(m.body, 'Ukjent organ') AS label, d.organisation,
    sum(a.number) AS number, sum(a.called) AS called
FROM (
    SELECT
        meeting_id, sum(status IN ('present', 'substitute')) AS number, count(*) AS called
    FROM attendance
    WHERE meeting_id IS NOT NULL AND status IN ('present', 'substitute', 'absent')
    GROUP BY meeting_id
) AS a
JOIN meetings AS m ON m.id = a.meeting_id
JOIN documents AS d ON d.id = m.document_id
WHERE d.duplicate_of IS NULL
GROUP BY m.body COLLATE NOCASE, d.organisation COLLATE NOCASE
ORDER BY called DESC
LIMIT :most

-- Sums of different kinds may hold one another, so they are not added up.
-- name: amounts_by_project
SELECT p.id, p.name AS label, max(b.amount) AS number
FROM amounts AS b
JOIN projects AS p ON p.id = b.project_id
WHERE b.currency = 'NOK'
GROUP BY p.id
ORDER BY number DESC
LIMIT :most
