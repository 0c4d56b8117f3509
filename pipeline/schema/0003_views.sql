-- What people read: one view for each question, with the document, the page and the words that
-- prove it.

CREATE VIEW saker AS
SELECT
    d.organisation AS organisasjon, m.body AS organ, m.date AS dato,
    s.number AS saksnummer, s.title AS tittel, s.type AS sakstype, s.handler AS saksbehandler,
    s.archive_ref AS arkivref, d.name AS dokument, s.page AS side,
    substr(t.text, s.char_start + 1, s.char_end - s.char_start) AS sitat,
    s.id AS case_id, s.document_id
FROM cases AS s
JOIN documents AS d ON d.id = s.document_id
JOIN texts AS t ON t.document_id = s.document_id
LEFT JOIN meetings AS m ON m.id = s.meeting_id;

CREATE VIEW vedtaksliste AS
SELECT
    d.organisation AS organisasjon, m.body AS organ, m.date AS dato,
    s.number AS saksnummer, s.title AS sak, v.text AS vedtak, v.resolved_text AS vedtatt_tekst,
    v.outcome AS utfall, v.versus_recommendation AS mot_innstillingen,
    CASE v.unanimous WHEN 1 THEN 'ja' WHEN 0 THEN 'nei' END AS enstemmig,
    v.votes_for AS stemmer_for, v.votes_against AS stemmer_mot,
    d.name AS dokument, v.page AS side,
    substr(t.text, v.char_start + 1, v.char_end - v.char_start) AS sitat,
    v.id AS vedtak_id, v.document_id
FROM vedtak AS v
JOIN documents AS d ON d.id = v.document_id
JOIN texts AS t ON t.document_id = v.document_id
LEFT JOIN cases AS s ON s.id = v.case_id
LEFT JOIN meetings AS m ON m.id = s.meeting_id;

CREATE VIEW prosjekter AS
SELECT
    p.name AS prosjekt, p.organisation AS organisasjon, p.first_year AS fra_år,
    p.last_year AS til_år, p.status AS siste_status, o.name AS omtalt_som, o.status AS status,
    o.status_text AS statusord, o.phase AS fase, o.area AS område, o.lead AS prosjektleder,
    d.date AS dato, d.name AS dokument, o.page AS side,
    substr(t.text, o.char_start + 1, o.char_end - o.char_start) AS sitat,
    p.id AS project_id, o.document_id
FROM project_mentions AS o
JOIN projects AS p ON p.id = o.project_id
JOIN documents AS d ON d.id = o.document_id
JOIN texts AS t ON t.document_id = o.document_id;

CREATE VIEW gevinster AS
SELECT
    d.organisation AS organisasjon, coalesce(g.year, d.year) AS år, p.name AS prosjekt,
    g.group_name AS gruppe, g.text AS gevinst, g.kind AS art, g.ks_type AS ks_type,
    g.beneficiary AS til_nytte_for, g.realised AS realisert, g.amount AS mengde, g.unit AS enhet,
    d.name AS dokument, g.page AS side,
    substr(t.text, g.char_start + 1, g.char_end - g.char_start) AS sitat,
    g.id AS gain_id, g.document_id
FROM gains AS g
JOIN documents AS d ON d.id = g.document_id
JOIN texts AS t ON t.document_id = g.document_id
LEFT JOIN projects AS p ON p.id = g.project_id;

CREATE VIEW oppmote AS
SELECT
    d.organisation AS organisasjon, m.body AS organ, m.date AS dato, a.name AS navn,
    CASE a.status
        WHEN 'present' THEN 'til stede'
        WHEN 'absent' THEN 'fraværende'
        WHEN 'substitute' THEN 'vara'
        WHEN 'staff' THEN 'administrasjon'
        WHEN 'invited' THEN 'innkalt'
    END AS oppmøte,
    a.role AS rolle, a.represents AS representerer, a.party AS parti,
    a.substitute_for AS møtte_for, a.note AS merknad, d.name AS dokument, a.page AS side,
    substr(t.text, a.char_start + 1, a.char_end - a.char_start) AS sitat,
    a.id AS attendance_id, a.document_id
FROM attendance AS a
JOIN documents AS d ON d.id = a.document_id
JOIN texts AS t ON t.document_id = a.document_id
LEFT JOIN meetings AS m ON m.id = a.meeting_id;

CREATE VIEW stemmer AS
SELECT
    m.body AS organ, m.date AS dato, s.number AS saksnummer, s.title AS sak, v.text AS vedtak,
    f.text AS forslag, x.name AS navn, x.party AS parti, x.vote AS stemme, x.count AS antall,
    d.name AS dokument, x.page AS side,
    substr(t.text, x.char_start + 1, x.char_end - x.char_start) AS sitat,
    x.id AS vote_id, x.document_id
FROM votes AS x
JOIN documents AS d ON d.id = x.document_id
JOIN texts AS t ON t.document_id = x.document_id
LEFT JOIN vedtak AS v ON v.id = x.vedtak_id
LEFT JOIN recommendations AS f ON f.id = x.recommendation_id
LEFT JOIN cases AS s ON s.id = coalesce(v.case_id, f.case_id)
LEFT JOIN meetings AS m ON m.id = s.meeting_id;

CREATE VIEW tiltak AS
SELECT
    d.organisation AS organisasjon, s.number AS saksnummer, s.title AS sak, o.text AS tiltak,
    o.responsible AS ansvarlig, o.due_text AS frist, o.due_date AS fristdato,
    d.name AS dokument, o.page AS side,
    substr(t.text, o.char_start + 1, o.char_end - o.char_start) AS sitat,
    o.id AS action_id, o.document_id
FROM actions AS o
JOIN documents AS d ON d.id = o.document_id
JOIN texts AS t ON t.document_id = o.document_id
LEFT JOIN cases AS s ON s.id = o.case_id;

CREATE VIEW belop AS
SELECT
    d.organisation AS organisasjon, coalesce(b.year, d.year) AS år, s.number AS saksnummer,
    p.name AS prosjekt, b.label AS hva, b.amount AS beløp, b.currency AS valuta, b.kind AS art,
    CASE b.source WHEN 'table' THEN 'tabell' ELSE 'tekst' END AS fra,
    d.name AS dokument, b.page AS side,
    substr(t.text, b.char_start + 1, b.char_end - b.char_start) AS sitat,
    b.id AS amount_id, b.document_id
FROM amounts AS b
JOIN documents AS d ON d.id = b.document_id
JOIN texts AS t ON t.document_id = b.document_id
LEFT JOIN cases AS s ON s.id = b.case_id
LEFT JOIN projects AS p ON p.id = b.project_id;

CREATE VIEW kalender AS
SELECT
    e.start_date AS fra, e.end_date AS til, e.title AS hva, e.place AS sted,
    d.organisation AS organisasjon, d.name AS dokument, e.page AS side,
    substr(t.text, e.char_start + 1, e.char_end - e.char_start) AS sitat,
    e.id AS event_id, e.document_id
FROM events AS e
JOIN documents AS d ON d.id = e.document_id
JOIN texts AS t ON t.document_id = e.document_id;

CREATE VIEW aktiviteter AS
SELECT
    d.organisation AS organisasjon, coalesce(a.year, d.year) AS år, a.group_name AS gruppe,
    a.theme AS tema, a.text AS aktivitet, a.status AS status, d.name AS dokument, a.page AS side,
    substr(t.text, a.char_start + 1, a.char_end - a.char_start) AS sitat,
    a.id AS activity_id, a.document_id
FROM activities AS a
JOIN documents AS d ON d.id = a.document_id
JOIN texts AS t ON t.document_id = a.document_id;

CREATE VIEW funn AS
SELECT
    f.severity AS alvor, f.rule AS regel, f.message AS melding, s.number AS saksnummer,
    d.name AS dokument, f.page AS side,
    substr(t.text, f.char_start + 1, f.char_end - f.char_start) AS sitat,
    f.id AS finding_id, f.document_id
FROM findings AS f
JOIN documents AS d ON d.id = f.document_id
JOIN texts AS t ON t.document_id = f.document_id
LEFT JOIN cases AS s ON s.id = f.case_id;

CREATE VIEW feil AS
SELECT
    f.path AS fil, f.reason AS grunn, f.message AS råd, f.attempts AS forsøk,
    a.started_at AS først, b.started_at AS sist
FROM failures AS f
JOIN runs AS a ON a.id = f.first_run
JOIN runs AS b ON b.id = f.last_run;
