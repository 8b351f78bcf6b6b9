-- Stories: one happening as all articles tell it, and which events are in it.
CREATE TABLE story (
    story_id VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    event_type VARCHAR,
    mode VARCHAR,
    source_code VARCHAR,
    target_code VARCHAR,
    place VARCHAR,
    status VARCHAR,
    events INTEGER NOT NULL,
    articles INTEGER NOT NULL,
    publishers INTEGER NOT NULL,
    origins INTEGER NOT NULL,
    first_event_id VARCHAR NOT NULL,
    first_published_at VARCHAR,
    date_earliest DATE,
    date_latest DATE,
    agreed JSON NOT NULL,
    contradictions JSON NOT NULL,
    chain JSON NOT NULL,
    known_from TIMESTAMP NOT NULL,
    known_until TIMESTAMP,
    run_id INTEGER NOT NULL, coder VARCHAR, codebook VARCHAR, models VARCHAR, schema VARCHAR
);

CREATE TABLE link (
    story_id VARCHAR NOT NULL,
    event_id VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    origin VARCHAR NOT NULL,
    likeness VARCHAR,
    nearest_event_id VARCHAR,
    score DOUBLE,
    reasons JSON NOT NULL,
    known_from TIMESTAMP NOT NULL,
    known_until TIMESTAMP,
    run_id INTEGER NOT NULL, coder VARCHAR, codebook VARCHAR, models VARCHAR, schema VARCHAR
);
