-- Where a row's words stand.

-- name: document
SELECT * FROM documents WHERE id = :id

-- name: files
SELECT path FROM files WHERE sha256 = :sha256 AND gone_at IS NULL ORDER BY path LIMIT 20

-- name: parts
SELECT max(seq) AS last, max(page) AS last_page FROM blocks WHERE document_id = :id

-- The pages, or the blocks of a document without pages, that a place stretches over.
-- name: stretch
SELECT min(seq) AS first, max(seq) AS last, min(page) AS first_page, max(page) AS last_page
FROM blocks
WHERE document_id = :id AND char_end > :start AND char_start < :end

-- name: blocks
SELECT seq, page, kind, level, text, char_start, char_end, furniture
FROM blocks
WHERE document_id = :id AND seq BETWEEN :first AND :last
ORDER BY seq

-- name: page_blocks
SELECT seq, page, kind, level, text, char_start, char_end, furniture
FROM blocks
WHERE document_id = :id AND page BETWEEN :first AND :last
ORDER BY seq

-- name: boxes
SELECT x0, y0, x1, y1
FROM blocks
WHERE document_id = :id AND page = :page AND x0 IS NOT NULL
    AND char_end > :start AND char_start < :end
