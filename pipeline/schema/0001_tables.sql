-- The archive's tables: CONTRACT's, and what Møtebok keeps for itself (files). Unknown is NULL.
-- Everything that was read out of a document goes when the document goes.

-- One ingestion of some folders; `id` is the moment it began. Every file seen is counted once:
-- seen = skipped + landed + failed.
CREATE TABLE runs (
    id TEXT PRIMARY KEY,
    started_at TEXT NOT NULL,
    finished_at TEXT,
    status TEXT NOT NULL CHECK (status IN ('pågår', 'ferdig', 'avbrutt')),
    version TEXT NOT NULL,
    seen INTEGER NOT NULL DEFAULT 0,
    skipped INTEGER NOT NULL DEFAULT 0,
    landed INTEGER NOT NULL DEFAULT 0,
    failed INTEGER NOT NULL DEFAULT 0
) STRICT;

-- The manifest: every file met, as it was when it was last read, by the run `run_id`. `gone_at`
-- says since when it is no longer in its folder. Its document is the one with the same sha256.
CREATE TABLE files (
    path TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    sha256 TEXT,
    run_id TEXT NOT NULL REFERENCES runs (id),
    gone_at TEXT
) STRICT;
CREATE INDEX files_by_content ON files (sha256);
CREATE INDEX files_by_size ON files (size);

-- A file that could not be read, or a document without text; `message` says what to do about it.
CREATE TABLE failures (
    id TEXT PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    sha256 TEXT,
    reason TEXT NOT NULL CHECK (reason IN (
        'passordbeskyttet', 'skadet', 'tom', 'ukjent format', 'for stor', 'tidsavbrudd',
        'ikke lesbar', 'trenger ocr', 'annet'
    )),
    message TEXT NOT NULL,
    first_run TEXT NOT NULL REFERENCES runs (id),
    last_run TEXT NOT NULL REFERENCES runs (id),
    attempts INTEGER NOT NULL DEFAULT 1
) STRICT;

-- A file's content. `path` is one of the files that hold it, the first by name.
CREATE TABLE documents (
    id TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    path TEXT NOT NULL,
    name TEXT NOT NULL,
    format TEXT NOT NULL,
    kind TEXT CHECK (kind IN (
        'protokoll', 'innkalling', 'saksframlegg', 'referat', 'årsmelding', 'annet'
    )),
    language TEXT CHECK (language IN ('nb', 'nn', 'other')),
    organisation TEXT,
    title TEXT,
    date TEXT,
    year INTEGER,
    pages INTEGER,
    status TEXT NOT NULL CHECK (status IN ('ok', 'mistenkelig', 'trenger_ocr')),
    duplicate_of TEXT REFERENCES documents (id) ON DELETE SET NULL,
    ingested_at TEXT NOT NULL,
    version TEXT NOT NULL
) STRICT;

CREATE TABLE texts (
    id TEXT PRIMARY KEY,
    document_id TEXT NOT NULL UNIQUE REFERENCES documents (id) ON DELETE CASCADE,
    text TEXT NOT NULL
) STRICT;

-- A heading, paragraph, list item or table row; boxes are in PDF points, origin at the top left.
-- `furniture` marks running headers, footers and page numbers. `key` is for full-text search only.
CREATE TABLE blocks (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    page INTEGER,
    kind TEXT NOT NULL CHECK (kind IN ('heading', 'paragraph', 'list_item', 'table_row')),
    level INTEGER,
    text TEXT NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    x0 REAL,
    y0 REAL,
    x1 REAL,
    y1 REAL,
    furniture INTEGER NOT NULL CHECK (furniture IN (0, 1)),
    UNIQUE (document_id, seq)
) STRICT;

-- A project over all documents, put together from its mentions.
CREATE TABLE projects (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    aliases TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(aliases)),
    organisation TEXT,
    first_year INTEGER,
    last_year INTEGER,
    status TEXT CHECK (status IN ('planlagt', 'pågår', 'i drift', 'avsluttet', 'utsatt', 'stanset'))
) STRICT;

-- A person, organisation, municipality, system or place over all documents, from its mentions.
CREATE TABLE entities (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('person', 'organisasjon', 'kommune', 'system', 'sted')),
    name TEXT NOT NULL,
    ref TEXT
) STRICT;

-- A meeting that a document records or calls.
CREATE TABLE meetings (
    id TEXT PRIMARY KEY,
    organisation TEXT,
    body TEXT,
    number TEXT,
    date TEXT,
    start_time TEXT,
    end_time TEXT,
    place TEXT,
    chair TEXT,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    page INTEGER,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL CHECK (char_end > char_start),
    rule TEXT NOT NULL,
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1)
) STRICT;
CREATE INDEX meetings_by_document ON meetings (document_id);

-- A person's part in a meeting.
CREATE TABLE attendance (
    id TEXT PRIMARY KEY,
    meeting_id TEXT REFERENCES meetings (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    role TEXT,
    represents TEXT,
    party TEXT,
    status TEXT CHECK (status IN ('present', 'absent', 'substitute', 'staff', 'invited')),
    substitute_for TEXT,
    note TEXT,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    page INTEGER,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL CHECK (char_end > char_start),
    rule TEXT NOT NULL,
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1)
) STRICT;
CREATE INDEX attendance_by_document ON attendance (document_id);
CREATE INDEX attendance_by_meeting ON attendance (meeting_id);

-- A case treated or announced in a meeting.
CREATE TABLE cases (
    id TEXT PRIMARY KEY,
    meeting_id TEXT REFERENCES meetings (id) ON DELETE CASCADE,
    number TEXT,
    prefix TEXT,
    sequence INTEGER,
    year INTEGER,
    title TEXT,
    type TEXT CHECK (type IN (
        'beslutning', 'orientering', 'diskusjon', 'godkjenning', 'valg', 'referat',
        'interpellasjon', 'delegert', 'annet'
    )),
    handler TEXT,
    archive_ref TEXT,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    page INTEGER,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL CHECK (char_end > char_start),
    rule TEXT NOT NULL,
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1)
) STRICT;
CREATE INDEX cases_by_document ON cases (document_id);
CREATE INDEX cases_by_meeting ON cases (meeting_id);

-- An innstilling, tilråding or forslag.
CREATE TABLE recommendations (
    id TEXT PRIMARY KEY,
    case_id TEXT REFERENCES cases (id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('innstilling', 'forslag')),
    proposer TEXT,
    party TEXT,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    page INTEGER,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL CHECK (char_end > char_start),
    rule TEXT NOT NULL,
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1)
) STRICT;
CREATE INDEX recommendations_by_document ON recommendations (document_id);
CREATE INDEX recommendations_by_case ON recommendations (case_id);

-- A decision: `text` decides; where it decides by reference, `resolved_text` is what it adopts, with
-- its own place in the document.
CREATE TABLE vedtak (
    id TEXT PRIMARY KEY,
    case_id TEXT REFERENCES cases (id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    resolved_text TEXT,
    resolved_page INTEGER,
    resolved_char_start INTEGER,
    resolved_char_end INTEGER,
    outcome TEXT CHECK (outcome IN (
        'godkjent', 'vedtatt', 'tatt til orientering', 'tatt til etterretning', 'valgt',
        'innvilget', 'avslått', 'utsatt', 'avvist', 'trukket', 'delegert', 'annet'
    )),
    versus_recommendation TEXT CHECK (versus_recommendation IN (
        'som innstilt', 'endret', 'avvist', 'uten innstilling'
    )),
    unanimous INTEGER CHECK (unanimous IN (0, 1)),
    votes_for INTEGER,
    votes_against INTEGER,
    final INTEGER CHECK (final IN (0, 1)),
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    page INTEGER,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL CHECK (char_end > char_start),
    rule TEXT NOT NULL,
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1)
) STRICT;
CREATE INDEX vedtak_by_document ON vedtak (document_id);
CREATE INDEX vedtak_by_case ON vedtak (case_id);

-- One person's or party's vote, or a count of votes.
CREATE TABLE votes (
    id TEXT PRIMARY KEY,
    vedtak_id TEXT REFERENCES vedtak (id) ON DELETE CASCADE,
    recommendation_id TEXT REFERENCES recommendations (id) ON DELETE CASCADE,
    name TEXT,
    party TEXT,
    vote TEXT NOT NULL CHECK (vote IN ('for', 'mot', 'blank')),
    count INTEGER,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    page INTEGER,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL CHECK (char_end > char_start),
    rule TEXT NOT NULL,
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1)
) STRICT;
CREATE INDEX votes_by_document ON votes (document_id);
CREATE INDEX votes_by_vedtak ON votes (vedtak_id);
CREATE INDEX votes_by_recommendation ON votes (recommendation_id);

-- Something someone was told to do.
CREATE TABLE actions (
    id TEXT PRIMARY KEY,
    case_id TEXT REFERENCES cases (id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    responsible TEXT,
    due_text TEXT,
    due_date TEXT,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    page INTEGER,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL CHECK (char_end > char_start),
    rule TEXT NOT NULL,
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1)
) STRICT;
CREATE INDEX actions_by_document ON actions (document_id);
CREATE INDEX actions_by_case ON actions (case_id);

-- A piece of work that an annual report lists.
CREATE TABLE activities (
    id TEXT PRIMARY KEY,
    group_name TEXT,
    theme TEXT,
    text TEXT NOT NULL,
    status TEXT,
    year INTEGER,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    page INTEGER,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL CHECK (char_end > char_start),
    rule TEXT NOT NULL,
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1)
) STRICT;
CREATE INDEX activities_by_document ON activities (document_id);

-- What one document says of a project; `aliases` are the other names it gives it.
CREATE TABLE project_mentions (
    id TEXT PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES projects (id),
    case_id TEXT REFERENCES cases (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    aliases TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(aliases)),
    status TEXT CHECK (status IN ('planlagt', 'pågår', 'i drift', 'avsluttet', 'utsatt', 'stanset')),
    status_text TEXT,
    phase TEXT CHECK (phase IN (
        'idé', 'konsept', 'planlegge', 'gjennomføre', 'avslutte', 'realisere'
    )),
    area TEXT,
    lead TEXT,
    text TEXT,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    page INTEGER,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL CHECK (char_end > char_start),
    rule TEXT NOT NULL,
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1)
) STRICT;
CREATE INDEX project_mentions_by_document ON project_mentions (document_id);
CREATE INDEX project_mentions_by_project ON project_mentions (project_id);
CREATE INDEX project_mentions_by_case ON project_mentions (case_id);

-- A gevinst.
CREATE TABLE gains (
    id TEXT PRIMARY KEY,
    project_id TEXT REFERENCES projects (id) ON DELETE SET NULL,
    case_id TEXT REFERENCES cases (id) ON DELETE CASCADE,
    group_name TEXT,
    text TEXT NOT NULL,
    kind TEXT CHECK (kind IN ('kvalitativ', 'kvantitativ')),
    ks_type TEXT CHECK (ks_type IN ('unngått kostnad', 'spart tid', 'økt kvalitet')),
    beneficiary TEXT,
    realised TEXT CHECK (realised IN ('realisert', 'forventet')),
    amount REAL,
    unit TEXT,
    year INTEGER,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    page INTEGER,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL CHECK (char_end > char_start),
    rule TEXT NOT NULL,
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1)
) STRICT;
CREATE INDEX gains_by_document ON gains (document_id);
CREATE INDEX gains_by_project ON gains (project_id);
CREATE INDEX gains_by_case ON gains (case_id);

-- A sum of money, in whole units of `currency`.
CREATE TABLE amounts (
    id TEXT PRIMARY KEY,
    case_id TEXT REFERENCES cases (id) ON DELETE CASCADE,
    project_id TEXT REFERENCES projects (id) ON DELETE SET NULL,
    label TEXT,
    amount REAL NOT NULL,
    currency TEXT NOT NULL DEFAULT 'NOK',
    kind TEXT CHECK (kind IN ('utgift', 'inntekt', 'tilskudd', 'ramme', 'sum', 'annet')),
    year INTEGER,
    source TEXT NOT NULL CHECK (source IN ('table', 'text')),
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    page INTEGER,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL CHECK (char_end > char_start),
    rule TEXT NOT NULL,
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1)
) STRICT;
CREATE INDEX amounts_by_document ON amounts (document_id);
CREATE INDEX amounts_by_case ON amounts (case_id);
CREATE INDEX amounts_by_project ON amounts (project_id);

-- A dated plan: møteplan, frist, lansering.
CREATE TABLE events (
    id TEXT PRIMARY KEY,
    case_id TEXT REFERENCES cases (id) ON DELETE CASCADE,
    title TEXT NOT NULL,
    start_date TEXT NOT NULL,
    end_date TEXT,
    place TEXT,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    page INTEGER,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL CHECK (char_end > char_start),
    rule TEXT NOT NULL,
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1)
) STRICT;
CREATE INDEX events_by_document ON events (document_id);
CREATE INDEX events_by_case ON events (case_id);

-- A place where an entity is named, as it is named there.
CREATE TABLE mentions (
    id TEXT PRIMARY KEY,
    entity_id TEXT NOT NULL REFERENCES entities (id),
    kind TEXT NOT NULL CHECK (kind IN ('person', 'organisasjon', 'kommune', 'system', 'sted')),
    name TEXT NOT NULL,
    ref TEXT,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    page INTEGER,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL CHECK (char_end > char_start),
    rule TEXT NOT NULL,
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1)
) STRICT;
CREATE INDEX mentions_by_document ON mentions (document_id);
-- An entity goes by the longest of its names: this finds it at once.
CREATE INDEX mentions_by_entity ON mentions (entity_id, length(name) DESC, name);

-- Something a person should look at; what concerns the whole document has no place in its text.
CREATE TABLE findings (
    id TEXT PRIMARY KEY,
    case_id TEXT REFERENCES cases (id) ON DELETE CASCADE,
    rule TEXT NOT NULL,
    severity TEXT NOT NULL CHECK (severity IN ('info', 'advarsel', 'feil')),
    message TEXT NOT NULL,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    page INTEGER,
    char_start INTEGER,
    char_end INTEGER CHECK (char_end > char_start),
    confidence REAL NOT NULL DEFAULT 1 CHECK (confidence BETWEEN 0 AND 1)
) STRICT;
CREATE INDEX findings_by_document ON findings (document_id);
CREATE INDEX findings_by_case ON findings (case_id);

-- The same case in several meetings: the cases of a thread share `thread_id`.
CREATE TABLE case_threads (
    thread_id TEXT NOT NULL,
    case_id TEXT PRIMARY KEY REFERENCES cases (id) ON DELETE CASCADE,
    reason TEXT NOT NULL
) STRICT;
CREATE INDEX case_threads_by_thread ON case_threads (thread_id);
