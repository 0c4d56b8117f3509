-- What others subscribe to.

-- name: vedtak
SELECT
    v.id, v.text, v.resolved_text, v.outcome, s.title, s.number, m.body,
    d.organisation, coalesce(m.date, d.date) AS date, d.ingested_at
FROM documents AS d
JOIN vedtak AS v ON v.document_id = d.id
LEFT JOIN cases AS s ON s.id = v.case_id
LEFT JOIN meetings AS m ON m.id = s.meeting_id
WHERE d.duplicate_of IS NULL
ORDER BY d.ingested_at DESC, d.id, v.char_start
LIMIT :most

-- name: events
SELECT
    e.id, e.title, e.start_date, e.end_date, e.place, d.organisation, d.name AS document,
    e.page, d.ingested_at
FROM events AS e
JOIN documents AS d ON d.id = e.document_id
WHERE d.duplicate_of IS NULL
ORDER BY e.start_date DESC, e.id
LIMIT :most
