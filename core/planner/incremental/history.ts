/** Interventions by what they are about and whom they touch, kept as they change. */
import type { Fleet } from '../../model/fleet.ts';
import type { HostName, ResourceKey } from '../../model/ids.ts';
import { type Intervention, subjectKey } from '../../model/intervention.ts';
import { byAge, namesOf } from '../survey.ts';

export interface History {
  readonly running: readonly Intervention[];
  runningOn(subject: ResourceKey): Intervention | undefined;
  workAt(host: HostName): readonly Intervention[];
  past(call: string, subject: ResourceKey): readonly Intervention[];
  /** As it was put. */
  record(id: string): Intervention | undefined;
  /** Takes a record in, in place of the one with its id; undefined = it does not count any more. */
  put(id: string, record: Intervention | undefined): void;
  /** Looks again whom running work touches, and says which hosts that concerns. */
  touchAgain(id: string): readonly HostName[];
}

const none: readonly never[] = [];

/** @param touchedBy hosts that work under way touches, by the facts of now. */
export function createHistory(fleet: Fleet, touchedBy: (record: Intervention) => readonly HostName[]): History {
  const records = new Map<string, Intervention>();
  const running: Intervention[] = [];
  const bySubject = new Map<ResourceKey, Intervention[]>();
  const touches = new Map<string, readonly HostName[]>();
  const byHost = new Map<HostName, Intervention[]>();
  const pasts = new Map<ResourceKey, Map<string, Intervention[]>>();

  const remove = (before: Intervention) => {
    for (const key of namesOf(fleet, subjectKey(before))) without(pasts.get(key)?.get(before.call), before.id);
    if (before.outcome !== null) return;
    without(running, before.id);
    without(bySubject.get(subjectKey(before)), before.id);
    for (const host of touches.get(before.id) ?? none) without(byHost.get(host), before.id);
    touches.delete(before.id);
  };
  const add = (record: Intervention) => {
    for (const key of namesOf(fleet, subjectKey(record))) {
      const calls = pasts.get(key) ?? new Map<string, Intervention[]>();
      pasts.set(key, calls);
      inOrder(listIn(calls, record.call), record, byAge);
    }
    if (record.outcome !== null) return;
    inOrder(running, record, byId);
    inOrder(listIn(bySubject, subjectKey(record)), record, byId);
    touch(record);
  };
  const touch = (record: Intervention) => {
    const hosts = touchedBy(record);
    touches.set(record.id, hosts);
    for (const host of hosts) inOrder(listIn(byHost, host), record, byId);
  };

  return {
    running,
    // of two, which there never are, the one that a survey of all would say
    runningOn: (subject) => bySubject.get(subject)?.at(-1),
    workAt: (host) => byHost.get(host) ?? none,
    past: (call, subject) => pasts.get(subject)?.get(call) ?? none,
    record: (id) => records.get(id),
    put(id, record) {
      const before = records.get(id);
      if (before !== undefined) remove(before);
      if (record === undefined) records.delete(id);
      else {
        records.set(id, record);
        add(record);
      }
    },
    touchAgain(id) {
      const record = records.get(id);
      if (record === undefined || record.outcome !== null) return none;
      const before = touches.get(id) ?? none;
      for (const host of before) without(byHost.get(host), id);
      touch(record);
      return [...before, ...touches.get(id)!];
    },
  };
}

function byId(a: Intervention, b: Intervention): number {
  return a.id < b.id ? -1 : 1;
}

function listIn<K>(lists: Map<K, Intervention[]>, key: K): Intervention[] {
  let list = lists.get(key);
  if (list === undefined) lists.set(key, (list = []));
  return list;
}

function without(list: Intervention[] | undefined, id: string): void {
  const at = list?.findIndex((one) => one.id === id) ?? -1;
  if (at >= 0) list!.splice(at, 1);
}

function inOrder(list: Intervention[], record: Intervention, order: (a: Intervention, b: Intervention) => number): void {
  let at = list.length;
  while (at > 0 && order(list[at - 1]!, record) > 0) at--;
  list.splice(at, 0, record);
}
