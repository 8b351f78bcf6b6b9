-- The first schema. Times are UTC. known_from and known_until say when the row was what the record held; the row that
-- holds now has no known_until. Every row names its run and the versions that made it.
CREATE TABLE schema_version (version INTEGER NOT NULL, applied_at TIMESTAMP NOT NULL);

CREATE TABLE run (
    run_id INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    started_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP,
    articles INTEGER NOT NULL,
    events INTEGER NOT NULL,
    rejections INTEGER NOT NULL,
    settings JSON,
    coder VARCHAR, codebook VARCHAR, models VARCHAR, schema VARCHAR
);

CREATE TABLE article (
    article_id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    digest VARCHAR NOT NULL,
    url VARCHAR,
    publisher VARCHAR,
    title VARCHAR,
    author VARCHAR,
    language VARCHAR,
    published_at VARCHAR,
    published_day DATE,
    retrieved_at VARCHAR,
    input_path VARCHAR,
    text VARCHAR NOT NULL,
    masks JSON NOT NULL,
    known_from TIMESTAMP NOT NULL,
    known_until TIMESTAMP,
    run_id INTEGER NOT NULL, coder VARCHAR, codebook VARCHAR, models VARCHAR, schema VARCHAR
);

CREATE TABLE coding (
    article_id VARCHAR NOT NULL,
    article_version INTEGER NOT NULL,
    events INTEGER NOT NULL,
    known_from TIMESTAMP NOT NULL,
    known_until TIMESTAMP,
    run_id INTEGER NOT NULL, coder VARCHAR, codebook VARCHAR, models VARCHAR, schema VARCHAR
);

CREATE TABLE event (
    event_id VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    article_version INTEGER NOT NULL,
    published_at VARCHAR,
    published_day DATE,
    event_type VARCHAR NOT NULL,
    mode VARCHAR,
    status VARCHAR NOT NULL,
    historical BOOLEAN NOT NULL,
    source VARCHAR, source_code VARCHAR, source_sector VARCHAR, source_actor_id VARCHAR,
    target VARCHAR, target_code VARCHAR, target_sector VARCHAR, target_actor_id VARCHAR,
    date_earliest DATE, date_latest DATE, date_precision VARCHAR, date_basis VARCHAR,
    place VARCHAR, place_country VARCHAR, place_admin1 VARCHAR, geonames_id BIGINT,
    latitude DOUBLE, longitude DOUBLE, place_precision VARCHAR,
    attribution VARCHAR, attribution_kind VARCHAR,
    contexts VARCHAR,
    cameo_code VARCHAR, quad_class INTEGER, goldstein DOUBLE, plover_score DOUBLE,
    dead BIGINT, injured BIGINT, arrested BIGINT, displaced BIGINT, participants BIGINT,
    "trigger" VARCHAR NOT NULL, evidence VARCHAR NOT NULL, "start" INTEGER NOT NULL, "end" INTEGER NOT NULL,
    mentions INTEGER NOT NULL,
    confidence DOUBLE,
    title VARCHAR, publisher VARCHAR, url VARCHAR,
    record JSON NOT NULL,
    known_from TIMESTAMP NOT NULL,
    known_until TIMESTAMP,
    run_id INTEGER NOT NULL, coder VARCHAR, codebook VARCHAR, models VARCHAR, schema VARCHAR
);

CREATE TABLE mention (
    event_id VARCHAR NOT NULL,
    number INTEGER NOT NULL,
    evidence VARCHAR NOT NULL, evidence_start INTEGER NOT NULL, evidence_end INTEGER NOT NULL,
    "trigger" VARCHAR NOT NULL, trigger_start INTEGER NOT NULL, trigger_end INTEGER NOT NULL,
    article_id VARCHAR NOT NULL,
    article_version INTEGER NOT NULL,
    known_from TIMESTAMP NOT NULL,
    known_until TIMESTAMP,
    run_id INTEGER NOT NULL, coder VARCHAR, codebook VARCHAR, models VARCHAR, schema VARCHAR
);

CREATE TABLE rejection (
    article_id VARCHAR NOT NULL,
    stage VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    detail VARCHAR,
    known_from TIMESTAMP NOT NULL,
    run_id INTEGER NOT NULL, coder VARCHAR, codebook VARCHAR, models VARCHAR, schema VARCHAR
);

CREATE TABLE judgement (
    judgement_id INTEGER NOT NULL,
    verdict VARCHAR NOT NULL,
    event_a VARCHAR,
    event_b VARCHAR,
    undoes INTEGER,
    reason VARCHAR,
    judge VARCHAR,
    known_from TIMESTAMP NOT NULL,
    run_id INTEGER NOT NULL, coder VARCHAR, codebook VARCHAR, models VARCHAR, schema VARCHAR
);

CREATE TABLE feed (
    url VARCHAR NOT NULL,
    publisher VARCHAR,
    etag VARCHAR,
    last_modified VARCHAR,
    checked_at VARCHAR,
    failures INTEGER NOT NULL,
    not_before VARCHAR,
    run_id INTEGER NOT NULL, coder VARCHAR, codebook VARCHAR, models VARCHAR, schema VARCHAR
);
