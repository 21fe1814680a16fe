/**
 * Plain data in a short JSON form. A fleet is mostly tables: thousands of hosts with the same fields, whose values repeat. A table is kept
 * by columns, and what repeats in a column is written once. What is read back shares what was equal, so it needs less memory, too.
 */

/** Rows from which on a list or record is kept by columns. */
const tableFrom = 16;
/** A column with more different values than one in so many rows is kept as it is. */
const repeats = 4;
/** Rows that are looked at first: a column of which nearly all values differ is not searched further. */
const sample = 64;

type Packed =
  /** Anything as it is. */
  | { readonly t: 'v'; readonly v: unknown }
  | { readonly t: 'record'; readonly keys: readonly string[]; readonly values: readonly Packed[] }
  | { readonly t: 'table'; readonly names: readonly string[] | null; readonly rows: Columns };

interface Columns {
  readonly count: number;
  readonly columns: readonly (readonly [field: string, Column])[];
}

type Column =
  | { readonly c: 'same'; readonly v: unknown }
  | { readonly c: 'some'; readonly v: readonly unknown[]; readonly at: readonly number[] }
  | { readonly c: 'rows'; readonly rows: Columns }
  | { readonly c: 'all'; readonly v: readonly unknown[] };

type Row = Readonly<Record<string, unknown>>;

/** @param value plain data as JSON carries it. */
export function packed(value: unknown): string {
  return JSON.stringify(pack(value));
}

/** What was packed, equal parts shared: nobody may change it. @throws SyntaxError when the text is not of `packed`. */
export function unpacked(text: string): unknown {
  return unpack(JSON.parse(text) as Packed);
}

function pack(value: unknown): Packed {
  if (typeof value !== 'object' || value === null) return { t: 'v', v: value };
  if (Array.isArray(value)) {
    const rows = columnsOf(value);
    return rows === null ? { t: 'v', v: value } : { t: 'table', names: null, rows };
  }
  const keys = Object.keys(value);
  const values = Object.values(value);
  const rows = columnsOf(values);
  if (rows !== null) return { t: 'table', names: keys, rows };
  return { t: 'record', keys, values: values.map(pack) };
}

function unpack(value: Packed): unknown {
  switch (value.t) {
    case 'v':
      return value.v;
    case 'record':
      return Object.fromEntries(value.keys.map((key, i) => [key, unpack(value.values[i]!)]));
    case 'table': {
      const rows = rowsOf(value.rows);
      return value.names === null ? rows : Object.fromEntries(value.names.map((name, i) => [name, rows[i]]));
    }
    default:
      throw new SyntaxError('not packed');
  }
}

/** Null unless these are many objects with the same fields in the same order. */
function columnsOf(values: readonly unknown[]): Columns | null {
  if (values.length < tableFrom || !values.every(isRow)) return null;
  const fields = Object.keys(values[0]!);
  if (fields.includes('__proto__')) return null;
  const same = values.every((row) => {
    let at = 0;
    for (const field in row) if (field !== fields[at++]) return false;
    return at === fields.length;
  });
  if (!same) return null;
  return { count: values.length, columns: fields.map((field) => [field, columnOf(values.map((row) => row[field]))]) };
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function columnOf(values: readonly unknown[]): Column {
  const places = new Map<string, number>();
  const some: unknown[] = [];
  const at: number[] = [];
  let last: unknown;
  let lastAt = -1;
  for (const [i, value] of values.entries()) {
    if (lastAt < 0 || value !== last) {
      last = value;
      const text = JSON.stringify(value);
      const known = places.get(text);
      lastAt = known ?? some.length;
      if (known === undefined) {
        places.set(text, some.length);
        some.push(value);
      }
    }
    at.push(lastAt);
    const most = i < sample ? sample / 2 : values.length / repeats;
    if (some.length > most && some.length > 1) {
      const rows = columnsOf(values);
      return rows === null ? { c: 'all', v: values } : { c: 'rows', rows };
    }
  }
  return some.length === 1 ? { c: 'same', v: some[0] } : { c: 'some', v: some, at };
}

function rowsOf({ count, columns }: Columns): readonly Row[] {
  const rows = Array.from({ length: count }, (): Record<string, unknown> => ({}));
  for (const [field, column] of columns) {
    switch (column.c) {
      case 'same':
        for (const row of rows) row[field] = column.v;
        break;
      case 'some':
        for (let i = 0; i < count; i++) rows[i]![field] = column.v[column.at[i]!];
        break;
      case 'all':
        for (let i = 0; i < count; i++) rows[i]![field] = column.v[i];
        break;
      case 'rows': {
        const inner = rowsOf(column.rows);
        for (let i = 0; i < count; i++) rows[i]![field] = inner[i];
        break;
      }
      default:
        throw new SyntaxError('not packed');
    }
  }
  return rows;
}
