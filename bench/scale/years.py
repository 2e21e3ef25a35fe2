"""The SQL that fills a city with links, ratings, enrolments, answers and messages of years."""

# Tables that triggers fill; triggers and foreign keys are off while PostgreSQL is filled.
KEPT = (
    """
    INSERT INTO current_level (person_id, competency_id, level, assessed_on, gap)
    SELECT a.person_id, a.competency_id, a.level, a.assessed_on, greatest(0, r.level - a.level)
    FROM assessment a JOIN person p ON p.id = a.person_id JOIN requirement r
      ON r.position_id = p.position_id AND r.competency_id = a.competency_id
    """,
    """
    INSERT INTO offering_figure (offering_id, figure, people)
    SELECT offering_id, 'seated', count(*) FROM enrolment
    WHERE state IN ('enrolled', 'requested') GROUP BY offering_id
    """,
    """
    INSERT INTO offering_figure (offering_id, figure, people)
    SELECT offering_id, 'took_part', count(*) FROM enrolment
    WHERE state = 'enrolled' AND coalesce(attendance, '') <> 'absent' GROUP BY offering_id
    """,
    """
    INSERT INTO offering_figure (offering_id, figure, people)
    SELECT offering_id, 'answered', count(*) FROM response
    WHERE completed_at IS NOT NULL GROUP BY offering_id
    """,
)
# By statements inside the engine: a million rows sent from Python would take minutes.
STATEMENTS = (
    """
    INSERT INTO link (person_id, telegram_id, linked_at, consent_version, consent_at)
    SELECT id, 5000000000 + id, :long_ago, '1', :long_ago FROM person
    """,
    """
    INSERT INTO assessment (person_id, competency_id, level, assessed_on, source)
    SELECT p.id, c.id, 1 + (p.id * 7 + c.id * 3) % 5, :rated, 'official'
    FROM person p, competency c ORDER BY p.id, c.id
    """,
    """
    INSERT INTO enrolment (person_id, offering_id, state, since, attendance, place_in_queue)
    SELECT e.person_id, o.id,
      CASE WHEN e.lot < 80 THEN 'enrolled' WHEN e.lot < 94 THEN 'cancelled'
        WHEN e.lot < 96 THEN 'refused' WHEN o.starts_at < :now THEN 'enrolled'
        WHEN o.id % 20 = 0 THEN 'requested' WHEN o.id % 10 = 0 THEN 'queued'
        ELSE 'enrolled' END,
      :long_ago,
      CASE WHEN o.starts_at < :now AND e.lot < 80 THEN
        CASE WHEN e.lot % 10 = 0 THEN 'absent' WHEN e.lot % 2 = 0 THEN 'attended' END END,
      CASE WHEN o.starts_at >= :now AND e.lot >= 96 AND o.id % 10 = 0 AND o.id % 20 <> 0
        THEN e.person_id END
    FROM (SELECT p.id AS person_id, 1 + (p.id * 37 + n.k * 101) % 1000 AS offering_id,
        (p.id * 13 + n.k * 29) % 100 AS lot
      FROM person p, (SELECT id - 1 AS k FROM competency WHERE id <= 10) n) e
    JOIN offering o ON o.id = e.offering_id ORDER BY e.person_id, o.id
    """,
    """
    INSERT INTO enrolment (person_id, offering_id, state, since)
    SELECT id, (SELECT max(id) FROM offering), 'enrolled', :long_ago FROM person
    WHERE id <= 102 AND id % 50 <> 0 ORDER BY id
    """,
    """
    INSERT INTO enrolment_event (enrolment_id, state, at)
    SELECT id, state, since FROM enrolment ORDER BY id
    """,
    """
    INSERT INTO response (form_id, offering_id, enrolment_id, opened_at, completed_at)
    SELECT (SELECT min(id) FROM form), e.offering_id, e.id, o.ends_at, o.ends_at
    FROM enrolment e JOIN offering o ON o.id = e.offering_id
    WHERE e.attendance = 'attended' AND e.id % 3 > 0 ORDER BY e.id
    """,
    """
    INSERT INTO announcement (author_id, audience, state, sent_at, started_at, finished_at,
      reported_at, fanned_out, created_at)
    VALUES (1, '{"everybody": true}', 'done', :long_ago, :long_ago, :long_ago,
      :long_ago, true, :long_ago)
    """,
    """
    INSERT INTO message (kind, person_id, facts, dedupe_key, priority, not_before, state,
      attempts, telegram_message_id, sent_chat_id, settled_at, announcement_id, created_at)
    SELECT 'announcement', id, '{"announcement": 1}', 'announce:1:' || id, 2, :long_ago, 'sent',
      1, 1, 5000000000 + id, :long_ago, 1, :long_ago FROM person ORDER BY id
    """,
    """
    INSERT INTO message (kind, person_id, facts, dedupe_key, priority, not_before, state,
      attempts, telegram_message_id, sent_chat_id, settled_at, created_at)
    SELECT k.kind, e.person_id, '{"enrolment": 1}', k.kind || ':' || e.id, 1, o.starts_at,
      CASE WHEN e.id % 40 = 0 THEN 'unreachable' ELSE 'sent' END, 1, e.id,
      5000000000 + e.person_id, o.starts_at, o.starts_at
    FROM (SELECT 'rem.h1' AS kind, 1 AS every UNION ALL SELECT 'fb.invite', 2) k, enrolment e
    JOIN offering o ON o.id = e.offering_id WHERE e.id % k.every = 0 ORDER BY o.starts_at, e.id
    """,
    """
    INSERT INTO handled_update (bot_id, update_id, handled_at)
    SELECT 100001, p.id * 2 + c.id - 2, :now FROM person p, competency c WHERE c.id <= 2
    """,
)
