/** Every schema step in order: number n brings the schema from version n - 1 to n. Steps are added, never edited. */
import { rowsAndJournals } from './0001-rows-and-journals.ts';
import { rowsByKey } from './0002-rows-by-key.ts';
import { largeValues } from './0003-large-values.ts';

export const migrations: readonly string[] = [rowsAndJournals, rowsByKey, largeValues];
