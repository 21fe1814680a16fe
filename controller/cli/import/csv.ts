/** Hosts from a CSV with a header: `name`, and if wanted `site`, `product`, `address`; every other column becomes a label. */
import { parse } from 'csv-parse/sync';
import { Trouble } from '../exit-codes.ts';
import type { Listed } from './found.ts';
import { labelsFrom } from './labels.ts';

const own = new Set(['name', 'site', 'product', 'address']);

/** @throws Trouble */
export function listedInCsv(text: string, file: string): readonly Listed[] {
  const rows = rowsOf(text, file);
  if (rows.length > 0 && rows[0]!.record['name'] === undefined) {
    throw new Trouble(
      'no',
      'bad-csv',
      `${file} has no column "name"`,
      'its first line names the columns: name,site,product,address',
    );
  }
  return rows.map(({ record, info }) => {
    const cell = (column: string) => (record[column] === undefined || record[column] === '' ? undefined : record[column]);
    const labels = labelsFrom(Object.entries(record).filter(([column, value]) => !own.has(column) && value !== ''));
    const at = `${file}:${info.lines}`;
    return { name: record['name'] ?? '', site: cell('site'), product: cell('product'), address: cell('address'), labels, at };
  });
}

interface Row {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number };
}

function rowsOf(text: string, file: string): readonly Row[] {
  try {
    return parse(text, {
      columns: (header: readonly string[]) => header.map((column) => column.trim().toLowerCase()),
      bom: true,
      trim: true,
      skip_empty_lines: true,
      info: true,
      delimiter: [',', ';', '\t'],
      max_record_size: 10_000,
    }) as unknown as readonly Row[];
  } catch (cause) {
    throw new Trouble(
      'no',
      'bad-csv',
      `${file}: ${cause instanceof Error ? cause.message : 'it is no CSV'}`,
      'its first line names the columns: name,site,product,address',
      cause,
    );
  }
}
