-- Form 1: agreements that know no annotations. Form 2: what is empty is left out of the document.
ALTER TABLE agreement ADD COLUMN form INTEGER NOT NULL DEFAULT 1;

-- Times are milliseconds since 1970.
CREATE TABLE conflict (
    pair          VARCHAR(64)  NOT NULL,
    id            VARCHAR(16)  NOT NULL,
    database_name VARCHAR(255) NOT NULL,
    first_seen    BIGINT       NOT NULL,
    last_seen     BIGINT       NOT NULL,
    document      TEXT         NOT NULL,
    winner        VARCHAR(8),
    decided_by    VARCHAR(255),
    PRIMARY KEY (pair, id)
);

CREATE INDEX conflict_of_database ON conflict (pair, database_name);

CREATE TABLE sync_run (
    id         VARCHAR(36) NOT NULL PRIMARY KEY,
    pair       VARCHAR(64) NOT NULL,
    started_at BIGINT      NOT NULL,
    document   TEXT        NOT NULL
);

CREATE INDEX sync_run_started ON sync_run (pair, started_at);

-- The row of a lease that was given back stays, so that its token goes on growing.
CREATE TABLE sync_lease (
    pair       VARCHAR(64)  NOT NULL PRIMARY KEY,
    holder     VARCHAR(255) NOT NULL,
    token      BIGINT       NOT NULL,
    expires_at BIGINT       NOT NULL
);
