/** Who is at work in a forecast: the records, the hosts they look at, and what has changed since the last plan. */
import type { Fleet } from '../model/fleet.ts';
import type { HostName, InterventionId, ResourceKey } from '../model/ids.ts';
import { type Intervention, subjectKey } from '../model/intervention.ts';
import { hostsOfWork } from './near.ts';
import type { Since } from './quiet.ts';

export interface Roster {
  readonly records: ReadonlyMap<InterventionId, Intervention>;
  readonly running: ReadonlySet<InterventionId>;
  readonly since: Since;
  record(id: InterventionId): Intervention;
  save(record: Intervention): void;
  begin(record: Intervention): void;
  /** It is over, as its saved record says. */
  close(id: InterventionId): void;
  verified(record: Intervention): void;
  /** It waits for reports of these hosts, too. */
  follow(id: InterventionId, hosts: readonly HostName[]): void;
  /** Running interventions that look at any of these hosts, whose reports are otherwise now. */
  changed(hosts: Iterable<HostName>): readonly Intervention[];
  /** A plan has seen it all. */
  planned(): void;
}

export function newRoster(fleet: Fleet): Roster {
  const records = new Map<InterventionId, Intervention>();
  const running = new Set<InterventionId>();
  const watchers = new Map<HostName, Set<InterventionId>>();
  const workedOn = new Set<ResourceKey>();
  const ended: Intervention[] = [];
  const verified = new Set<HostName>();
  const changed = new Set<HostName>();
  const follow = (id: InterventionId, hosts: readonly HostName[]) => {
    for (const host of hosts) {
      const known = watchers.get(host);
      if (known) known.add(id);
      else watchers.set(host, new Set([id]));
    }
  };
  return {
    records,
    running,
    since: { ended, verified, changed, isRunningOn: (subject) => workedOn.has(subject) },
    record: (id) => records.get(id)!,
    save: (record) => void records.set(record.id, record),
    begin(record) {
      records.set(record.id, record);
      running.add(record.id);
      workedOn.add(subjectKey(record));
      follow(record.id, hostsOfWork(fleet, record));
    },
    close(id) {
      const record = records.get(id)!;
      running.delete(id);
      workedOn.delete(subjectKey(record));
      ended.push(record);
      for (const [host, watching] of watchers) if (watching.delete(id)) changed.add(host);
    },
    verified: (record) => void verified.add(record.host),
    follow,
    changed(hosts) {
      const found = new Map<InterventionId, Intervention>();
      for (const host of hosts) {
        changed.add(host);
        for (const id of watchers.get(host) ?? []) if (running.has(id)) found.set(id, records.get(id)!);
      }
      return [...found.values()];
    },
    planned() {
      ended.length = 0;
      verified.clear();
      changed.clear();
    },
  };
}
