/** What an import knows of a machine, wherever it read it. */
import type { Product } from '#core/model/fleet.ts';
import { Product as products } from '#core/model/fleet.ts';
import { namePattern } from '#core/model/ids.ts';
import type { Observation } from '#core/model/observation.ts';
import { Trouble } from '../exit-codes.ts';

export interface FoundHost {
  readonly name: string;
  readonly site: string;
  readonly product: Product;
  readonly address: string | null;
  readonly labels: Readonly<Record<string, string>>;
  /** Null = known by name only. */
  readonly observation: Observation | null;
}

/** A machine as an inventory or a list names it, before anything is checked. */
export interface Listed {
  readonly name: string;
  readonly site: string | undefined;
  readonly product: string | undefined;
  readonly address: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
  /** Where it stands, for messages: `hosts.csv:7`, `inventory.json: par-web-01`. */
  readonly at: string;
}

const NAME = new RegExp(namePattern);
const mostShown = 10;

/** All that is wrong at once. @throws Trouble */
export function foundFrom(
  listed: readonly Listed[],
  defaults: { readonly site: string; readonly product: string | undefined },
): readonly FoundHost[] {
  const wrong: string[] = [];
  const taken = new Map<string, string>();
  const found = listed.flatMap((one): readonly FoundHost[] => {
    const name = nameOf(one.name);
    const site = nameOf(one.site ?? defaults.site);
    const product = one.product ?? defaults.product;
    const known = products.find((candidate) => candidate === product);
    if (name === null) wrong.push(`${one.at}: "${one.name.slice(0, 100)}" gives no name of a-z, 0-9 and "-"`);
    if (site === null) wrong.push(`${one.at}: "${(one.site ?? defaults.site).slice(0, 100)}" is no name of a site`);
    if (product === undefined) wrong.push(`${one.at}: nothing says which product it runs`);
    else if (known === undefined) wrong.push(`${one.at}: "${product.slice(0, 100)}" is no product`);
    if (name === null || site === null || known === undefined) return [];
    const other = taken.get(name);
    if (other !== undefined) {
      wrong.push(`${one.at}: "${name}" stands at ${other}, too`);
      return [];
    }
    taken.set(name, one.at);
    return [{ name, site, product: known, address: one.address ?? null, labels: one.labels, observation: null }];
  });
  if (wrong.length === 0) return found;
  const more = wrong.length > mostShown ? [`and ${wrong.length - mostShown} more`] : [];
  throw new Trouble(
    'no',
    'bad-import',
    ['nothing was written:', ...[...wrong.slice(0, mostShown), ...more].map((line) => `  ${line}`)].join('\n'),
    `put them right; products are ${products.join(', ')} (--product names that of all that do not say)`,
  );
}

/** `PAR-HV-01.acme.example` → `par-hv-01`. */
function nameOf(text: string): string | null {
  const name = text.trim().toLowerCase().split('.')[0]!.replaceAll('_', '-');
  return NAME.test(name) ? name : null;
}
