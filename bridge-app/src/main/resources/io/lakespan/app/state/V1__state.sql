-- Plain SQL that SQLite and PostgreSQL both understand.
CREATE TABLE agreement (
    pair          VARCHAR(64)  NOT NULL,
    database_name VARCHAR(255) NOT NULL,
    table_name    VARCHAR(255) NOT NULL,
    document      TEXT         NOT NULL,
    PRIMARY KEY (pair, database_name, table_name)
);

CREATE TABLE cdc_run (
    cluster  VARCHAR(255) NOT NULL,
    job      VARCHAR(255) NOT NULL,
    document TEXT         NOT NULL,
    PRIMARY KEY (cluster, job)
);
