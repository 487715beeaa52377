-- A document is the client's own JSON, so that fields this server does not know come back as they were given.
CREATE TABLE catalog_database (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  document TEXT NOT NULL
);

CREATE TABLE catalog_table (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  database_id INTEGER NOT NULL REFERENCES catalog_database ON DELETE CASCADE,
  name TEXT NOT NULL,
  version INTEGER NOT NULL,
  document TEXT NOT NULL,
  UNIQUE (database_id, name)
);

-- Former versions; the current one stands in catalog_table alone.
CREATE TABLE table_version (
  id INTEGER PRIMARY KEY,
  table_id INTEGER NOT NULL REFERENCES catalog_table ON DELETE CASCADE,
  version INTEGER NOT NULL,
  document TEXT NOT NULL,
  UNIQUE (table_id, version)
);

CREATE TABLE table_partition (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  table_id INTEGER NOT NULL REFERENCES catalog_table ON DELETE CASCADE,
  -- The values as a JSON array.
  value_key TEXT NOT NULL,
  hash INTEGER NOT NULL,
  document TEXT NOT NULL,
  UNIQUE (table_id, value_key)
);

CREATE TABLE partition_index (
  id INTEGER PRIMARY KEY,
  table_id INTEGER NOT NULL REFERENCES catalog_table ON DELETE CASCADE,
  name TEXT NOT NULL,
  keys TEXT NOT NULL,
  UNIQUE (table_id, name)
);

CREATE TABLE table_statistics (
  id INTEGER PRIMARY KEY,
  owner_id INTEGER NOT NULL REFERENCES catalog_table ON DELETE CASCADE,
  column_name TEXT NOT NULL,
  document TEXT NOT NULL,
  UNIQUE (owner_id, column_name)
);

CREATE TABLE partition_statistics (
  id INTEGER PRIMARY KEY,
  owner_id INTEGER NOT NULL REFERENCES table_partition ON DELETE CASCADE,
  column_name TEXT NOT NULL,
  document TEXT NOT NULL,
  UNIQUE (owner_id, column_name)
);

CREATE TABLE catalog_function (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  database_id INTEGER NOT NULL REFERENCES catalog_database ON DELETE CASCADE,
  name TEXT NOT NULL,
  document TEXT NOT NULL,
  UNIQUE (database_id, name)
);

-- The resource is its kind and id: "database:1". Ids are never used again, names are.
CREATE TABLE resource_tag (
  resource TEXT NOT NULL,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (resource, key)
) WITHOUT ROWID;

CREATE TRIGGER untag_database AFTER DELETE ON catalog_database
BEGIN
  DELETE FROM resource_tag WHERE resource = 'database:' || OLD.id;
END;

CREATE TRIGGER untag_table AFTER DELETE ON catalog_table
BEGIN
  DELETE FROM resource_tag WHERE resource = 'table:' || OLD.id;
END;

CREATE TRIGGER untag_function AFTER DELETE ON catalog_function
BEGIN
  DELETE FROM resource_tag WHERE resource = 'function:' || OLD.id;
END;
