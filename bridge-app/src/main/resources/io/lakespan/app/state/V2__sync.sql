-- Agreements of the first form know no annotations: they are made anew by the next pass.
DELETE FROM agreement;

-- Times are milliseconds since 1970.
CREATE TABLE conflict (
    pair          VARCHAR(64)  NOT NULL,
    id            VARCHAR(16)  NOT NULL,
    database_name VARCHAR(255) NOT NULL,
    first_seen    BIGINT       NOT NULL,
    document      TEXT         NOT NULL,
    winner        VARCHAR(8),
    decided_by    VARCHAR(255),
    PRIMARY KEY (pair, id)
);

CREATE TABLE sync_run (
    id         VARCHAR(36) NOT NULL PRIMARY KEY,
    pair       VARCHAR(64) NOT NULL,
    started_at BIGINT      NOT NULL,
    document   TEXT        NOT NULL
);

CREATE INDEX sync_run_started ON sync_run (pair, started_at);

CREATE TABLE sync_lease (
    pair       VARCHAR(64)  NOT NULL PRIMARY KEY,
    holder     VARCHAR(255) NOT NULL,
    token      BIGINT       NOT NULL,
    expires_at BIGINT       NOT NULL
);
