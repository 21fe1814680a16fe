export const rowsAndJournals = `
  CREATE TABLE rows (
    fleet TEXT NOT NULL,
    tbl   TEXT NOT NULL,
    key   TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (fleet, tbl, key)
  ) STRICT;

  CREATE TABLE journal (
    fleet TEXT    NOT NULL,
    idx   INTEGER NOT NULL,
    leaf  TEXT    NOT NULL,
    PRIMARY KEY (fleet, idx)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE heads (
    fleet     TEXT    NOT NULL,
    size      INTEGER NOT NULL,
    origin    TEXT    NOT NULL,
    root      TEXT    NOT NULL,
    at        INTEGER NOT NULL,
    key_id    TEXT    NOT NULL,
    signature TEXT    NOT NULL,
    PRIMARY KEY (fleet, size)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE epochs (
    fleet TEXT    NOT NULL PRIMARY KEY,
    epoch INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
`;
