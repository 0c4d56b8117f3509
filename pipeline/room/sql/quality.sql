-- What somebody should look at.

-- name: severities
SELECT severity, count(*) AS number FROM findings GROUP BY severity

-- name: findings
SELECT
    f.id, f.rule, f.severity, f.message, f.page, f.char_start, f.case_id, s.number, s.title,
    d.id AS document_id, d.name AS document, d.organisation, d.date
FROM findings AS f
JOIN documents AS d ON d.id = f.document_id
LEFT JOIN cases AS s ON s.id = f.case_id
WHERE f.severity = :severity
ORDER BY d.date DESC, f.document_id, f.char_start, f.id
LIMIT :most OFFSET :first

-- name: failures
SELECT path, reason, message, attempts
FROM failures ORDER BY reason, path LIMIT :most OFFSET :first

-- name: failed
SELECT reason, count(*) AS number FROM failures GROUP BY reason ORDER BY number DESC

-- name: doubtful
SELECT id, name, status, organisation, date
FROM documents WHERE status <> 'ok'
ORDER BY status, name LIMIT :most
