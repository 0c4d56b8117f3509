-- What the reading room looks things up by, or counts without reading whole rows.

CREATE INDEX documents_by_date ON documents (date);
CREATE INDEX documents_by_landing ON documents (ingested_at);
CREATE INDEX actions_by_responsible ON actions (responsible);
CREATE INDEX attendance_by_name ON attendance (name);

DROP INDEX vedtak_by_document;
CREATE INDEX vedtak_by_document ON vedtak (document_id, outcome);
DROP INDEX attendance_by_meeting;
CREATE INDEX attendance_by_meeting ON attendance (meeting_id, status);
