/**
 * Hosts from an Ansible inventory: what `ansible-inventory --list` prints, which resolves every plugin, range and INI file.
 * (docs.ansible.com, "Developing dynamic inventory": groups with `hosts` and `children`, variables under `_meta.hostvars`.)
 */
import { Trouble } from '../exit-codes.ts';
import type { Listed } from './found.ts';
import { labelsFrom } from './labels.ts';

interface Group {
  readonly hosts?: readonly string[];
  readonly children?: readonly string[];
}

const remedy = 'write it with: ansible-inventory --list > inventory.json';

/** Variables `atlas_site`, `atlas_product` and `ansible_host` are read; groups become labels `group-<name>: "true"`. @throws Trouble */
export function listedInAnsible(text: string, file: string): readonly Listed[] {
  const inventory = objectOf(text, file);
  const meta = inventory['_meta'];
  const variables = isRecord(meta) && isRecord(meta['hostvars']) ? meta['hostvars'] : {};
  const groups = new Map<string, string[]>();
  for (const [name, group] of Object.entries(inventory)) {
    if (name === '_meta' || !isRecord(group)) continue;
    for (const host of hostsOf(inventory, name, new Set())) {
      const list = groups.get(host) ?? [];
      if (name !== 'all' && name !== 'ungrouped') list.push(name);
      groups.set(host, list);
    }
  }
  if (groups.size === 0) throw new Trouble('no', 'bad-inventory', `${file} names no host`, remedy);
  return [...groups.keys()].sort().map((host) => {
    const own = variables[host];
    const said = (name: string) => (isRecord(own) && typeof own[name] === 'string' ? own[name] : undefined);
    return {
      name: host,
      site: said('atlas_site'),
      product: said('atlas_product'),
      address: said('ansible_host'),
      labels: labelsFrom(groups.get(host)!.map((group) => [`group-${group}`, 'true'] as const)),
      at: `${file}: ${host}`,
    };
  });
}

/** Hosts of a group and of those below it; a group that contains itself is followed once. */
function hostsOf(inventory: Readonly<Record<string, unknown>>, name: string, seen: Set<string>): readonly string[] {
  const group = inventory[name];
  if (seen.has(name) || !isRecord(group)) return [];
  seen.add(name);
  const { hosts = [], children = [] } = group as Group;
  const named = Array.isArray(hosts) ? hosts.filter((host) => typeof host === 'string') : [];
  const below = Array.isArray(children) ? children.flatMap((child) => hostsOf(inventory, String(child), seen)) : [];
  return [...new Set([...named, ...below])];
}

function objectOf(text: string, file: string): Readonly<Record<string, unknown>> {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch (cause) {
    throw new Trouble('no', 'bad-inventory', `${file} is no JSON`, remedy, cause);
  }
  if (!isRecord(read)) throw new Trouble('no', 'bad-inventory', `${file} is no inventory`, remedy);
  return read;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
