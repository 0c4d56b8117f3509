-- How sure OCR was of a block's words (0..1), the least sure of its lines; NULL where the file itself
-- holds the text.
ALTER TABLE blocks ADD COLUMN confidence REAL CHECK (confidence BETWEEN 0 AND 1);
