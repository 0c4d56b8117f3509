-- Files that hold others (an archive, a mail with attachments).

-- What is held is a file of its own, whose path begins with its holder's (`mappe/arkiv.zip/mote.docx`);
-- `container` is the file on disk that holds it, however deep. NULL: it lies in a folder itself. A
-- holder whose `mtime_ns` is -1 has been opened and not been read to its end.
ALTER TABLE files ADD COLUMN container TEXT;
CREATE INDEX files_by_container ON files (container) WHERE container IS NOT NULL;

-- The archive or mail that the document came in, NULL if it lies in a folder itself.
ALTER TABLE documents ADD COLUMN container TEXT;
