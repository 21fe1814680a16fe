/** Which hosts are in which ring. */
import type { HostName } from '../model/ids.ts';
import type { Host } from '../model/fleet.ts';

/** Hosts by label, so that ten thousand hosts and fifty rings are not compared one by one. */
export interface LabelIndex {
  /** Hosts that carry all labels of the selector, sorted by name. */
  matching(selector: Readonly<Record<string, string>>): readonly HostName[];
  /** Values in use for a label, and the labels in use: for "did you mean". */
  valuesOf(label: string): readonly string[];
  labels(): readonly string[];
}

/** @param hosts sorted by name. */
export function labelIndexOf(hosts: readonly Host[]): LabelIndex {
  const byLabel = new Map<string, Map<string, Host[]>>();
  for (const host of hosts) {
    for (const [label, value] of Object.entries(host.labels)) {
      let values = byLabel.get(label);
      if (values === undefined) byLabel.set(label, (values = new Map()));
      const list = values.get(value);
      if (list === undefined) values.set(value, [host]);
      else list.push(host);
    }
  }
  return {
    matching(selector) {
      const wanted = Object.entries(selector);
      let fewest: readonly Host[] | null = null;
      for (const [label, value] of wanted) {
        const list = byLabel.get(label)?.get(value) ?? [];
        if (fewest === null || list.length < fewest.length) fewest = list;
      }
      return (fewest ?? [])
        .filter((host) => wanted.every(([label, value]) => Object.hasOwn(host.labels, label) && host.labels[label] === value))
        .map((host) => host.name);
    },
    valuesOf: (label) => [...(byLabel.get(label)?.keys() ?? [])].sort(),
    labels: () => [...byLabel.keys()].sort(),
  };
}
