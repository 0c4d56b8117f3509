-- What is known of one case, meeting, project or name.

-- name: case
SELECT
    s.*, m.body, m.date, m.number AS meeting_number, d.organisation, d.name AS document,
    d.date AS document_date, d.kind AS document_kind, d.duplicate_of
FROM cases AS s
JOIN documents AS d ON d.id = s.document_id
LEFT JOIN meetings AS m ON m.id = s.meeting_id
WHERE s.id = :id

-- name: recommendations
SELECT * FROM recommendations WHERE case_id = :id ORDER BY char_start

-- name: vedtak
SELECT * FROM vedtak WHERE case_id = :id ORDER BY char_start

-- name: votes
SELECT x.*
FROM votes AS x
LEFT JOIN vedtak AS v ON v.id = x.vedtak_id
LEFT JOIN recommendations AS f ON f.id = x.recommendation_id
WHERE v.case_id = :id OR f.case_id = :id
ORDER BY x.vote, x.char_start

-- name: actions
SELECT * FROM actions WHERE case_id = :id ORDER BY char_start

-- name: amounts
SELECT * FROM amounts WHERE case_id = :id ORDER BY char_start

-- name: gains
SELECT g.*, p.name AS project
FROM gains AS g
LEFT JOIN projects AS p ON p.id = g.project_id
WHERE g.case_id = :id ORDER BY g.char_start

-- name: case_projects
SELECT DISTINCT p.id, p.name, p.status
FROM project_mentions AS o JOIN projects AS p ON p.id = o.project_id
WHERE o.case_id = :id ORDER BY p.name

-- name: events
SELECT * FROM events WHERE case_id = :id ORDER BY start_date

-- name: findings
SELECT * FROM findings WHERE case_id = :id ORDER BY severity = 'info', severity = 'advarsel'

-- name: thread
SELECT
    s.id, s.number, s.title, m.body, coalesce(m.date, d.date) AS date, d.organisation,
    d.kind AS document_kind, h.reason,
    (SELECT v.outcome FROM vedtak AS v WHERE v.case_id = s.id ORDER BY v.char_start LIMIT 1)
        AS outcome
FROM case_threads AS h
JOIN case_threads AS o ON o.thread_id = h.thread_id
JOIN cases AS s ON s.id = o.case_id
JOIN documents AS d ON d.id = s.document_id
LEFT JOIN meetings AS m ON m.id = s.meeting_id
WHERE h.case_id = :id AND (d.duplicate_of IS NULL OR s.id = :id)
ORDER BY date, s.id

-- name: meeting
SELECT m.*, coalesce(m.organisation, d.organisation) AS organisation, d.name AS document, d.kind
FROM meetings AS m JOIN documents AS d ON d.id = m.document_id
WHERE m.id = :id

-- name: attendance
SELECT * FROM attendance WHERE meeting_id = :id ORDER BY char_start

-- name: agenda
SELECT
    s.*,
    (
        SELECT group_concat(DISTINCT v.outcome) FROM vedtak AS v WHERE v.case_id = s.id
    ) AS outcomes
FROM cases AS s WHERE s.meeting_id = :id ORDER BY s.char_start

-- name: other_meetings
SELECT m.id, m.date, m.number, d.kind
FROM meetings AS o
JOIN documents AS e ON e.id = o.document_id
JOIN documents AS d ON d.organisation IS e.organisation
JOIN meetings AS m ON m.document_id = d.id
WHERE o.id = :id AND m.id <> o.id AND m.body = o.body AND d.duplicate_of IS NULL
ORDER BY abs(julianday(m.date) - julianday(o.date)) LIMIT 8

-- name: project
SELECT * FROM projects WHERE id = :id

-- name: project_mentions
SELECT
    'project_mentions' AS "table", o.id, o.name, o.text, o.status, o.status_text, o.phase, o.area,
    o.lead, o.page, o.case_id, NULL AS amount, NULL AS unit, d.id AS document_id,
    d.name AS document, d.kind AS document_kind, coalesce(d.date, d.year || '-12-31') AS date,
    d.date IS NULL AS whole_year, d.year, o.char_start
FROM project_mentions AS o JOIN documents AS d ON d.id = o.document_id
WHERE o.project_id = :id AND d.duplicate_of IS NULL
UNION ALL
SELECT
    'gains', g.id, NULL, g.text, g.realised, NULL, NULL, g.beneficiary,
    NULL, g.page, g.case_id, g.amount, g.unit, d.id,
    d.name, d.kind, coalesce(d.date, d.year || '-12-31'), d.date IS NULL, d.year, g.char_start
FROM gains AS g JOIN documents AS d ON d.id = g.document_id
WHERE g.project_id = :id AND d.duplicate_of IS NULL
UNION ALL
SELECT
    'amounts', b.id, NULL, b.label, b.kind, NULL, NULL, NULL,
    NULL, b.page, b.case_id, b.amount, b.currency, d.id,
    d.name, d.kind, coalesce(d.date, d.year || '-12-31'), d.date IS NULL, d.year, b.char_start
FROM amounts AS b JOIN documents AS d ON d.id = b.document_id
WHERE b.project_id = :id AND d.duplicate_of IS NULL
ORDER BY date, document_id, char_start
LIMIT 1000

-- name: entity
SELECT e.*, (SELECT count(*) FROM mentions AS n WHERE n.entity_id = e.id) AS number
FROM entities AS e WHERE e.id = :id

-- Which to show is settled before their surroundings are looked up.
-- name: mentions
WITH shown AS (
    SELECT n.id, d.date
    FROM mentions AS n JOIN documents AS d ON d.id = n.document_id
    WHERE n.entity_id = :id AND d.duplicate_of IS NULL
    ORDER BY d.date DESC, n.document_id, n.char_start
    LIMIT :most OFFSET :first
)
SELECT
    n.id, n.name, n.page, n.document_id, d.name AS document, d.date,
    substr(b.text, max(n.char_start - b.char_start - 80, 0) + 1,
        min(n.char_start - b.char_start, 80)) AS before,
    substr(b.text, n.char_start - b.char_start + 1, n.char_end - n.char_start) AS words,
    substr(b.text, n.char_end - b.char_start + 1, 120) AS after
FROM shown
JOIN mentions AS n ON n.id = shown.id
JOIN documents AS d ON d.id = n.document_id
LEFT JOIN blocks AS b ON b.document_id = n.document_id AND b.seq = (
    SELECT max(c.seq) FROM blocks AS c
    WHERE c.document_id = n.document_id AND c.char_start <= n.char_start
)
ORDER BY shown.date DESC, n.document_id, n.char_start

-- name: told
SELECT a.*, s.number, s.title, d.date, d.name AS document
FROM actions AS a
JOIN documents AS d ON d.id = a.document_id
LEFT JOIN cases AS s ON s.id = a.case_id
WHERE d.duplicate_of IS NULL AND a.responsible IN (
    SELECT name FROM entities WHERE id = :id
    UNION SELECT name FROM mentions WHERE entity_id = :id
)
ORDER BY d.date DESC LIMIT 200

-- name: attended
SELECT
    a.id, a.status, a.role, a.party, a.represents, m.id AS meeting_id, m.body,
    coalesce(m.date, d.date) AS date, d.organisation
FROM attendance AS a
JOIN documents AS d ON d.id = a.document_id
LEFT JOIN meetings AS m ON m.id = a.meeting_id
WHERE d.duplicate_of IS NULL AND a.name IN (
    SELECT name FROM entities WHERE id = :id
    UNION SELECT name FROM mentions WHERE entity_id = :id
)
ORDER BY date DESC LIMIT 200

-- name: case_of
SELECT case_id FROM vedtak WHERE id = :id
