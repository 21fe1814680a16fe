/** Rows lie in the order of their keys: a fleet is read in one go, not row by row from all over the file. */
export const rowsByKey = `
  CREATE TABLE rows_by_key (
    fleet TEXT NOT NULL,
    tbl   TEXT NOT NULL,
    key   TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (fleet, tbl, key)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO rows_by_key SELECT fleet, tbl, key, value FROM rows ORDER BY fleet, tbl, key;
  DROP TABLE rows;
  ALTER TABLE rows_by_key RENAME TO rows;
`;
