/** What other tools call a group, a tag or a column, as labels that rings can select by. */
const KEY = /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;
/** As the schema has it. */
const most = 32;
const VALUE = /^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;

/** Those that cannot be labels are left out: a label is never needed for a host to be right. */
export function labelsFrom(pairs: Iterable<readonly [string, string]>): Readonly<Record<string, string>> {
  const labels: Record<string, string> = {};
  for (const [key, value] of pairs) {
    const name = key.toLowerCase().replaceAll(/[_ ]/g, '-');
    if (KEY.test(name) && VALUE.test(value)) labels[name] = value;
  }
  return Object.fromEntries(Object.entries(labels).slice(0, most));
}
