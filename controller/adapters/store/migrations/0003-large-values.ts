/**
 * Values of many pages lie apart. Rows lie by key, and to compare with a key SQLite reads the whole row when it does not fit on a page: one
 * row of megabytes would be read at every other write.
 */
export const largeValues = `
  CREATE TABLE large_rows (
    fleet TEXT NOT NULL,
    tbl   TEXT NOT NULL,
    key   TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (fleet, tbl, key)
  ) STRICT;
  INSERT INTO large_rows SELECT fleet, tbl, key, value FROM rows WHERE length(value) > 65536;
  DELETE FROM rows WHERE length(value) > 65536;
`;
