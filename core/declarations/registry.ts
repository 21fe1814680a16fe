/** All documents of a commit by kind and name, and the asking of references. */
import type { Finding } from './finding.ts';
import type { AnyDeclared, Declared, Models } from './kinds.ts';
import { listing, suggestion } from './nearest.ts';
import type { Unsure } from './parse.ts';
import { Kind } from './schema/kind.ts';

export type ReportAt = (declared: AnyDeclared, finding: Finding) => void;

export interface Registry {
  /** Sorted by name, those with a broken shape left out. */
  all<K extends Kind>(kind: K): readonly (Declared<K> & { readonly model: Models[K] })[];
  /** Null when it is not declared, or declared with a broken shape. */
  get<K extends Kind>(kind: K, name: string): Models[K] | null;
  /** Whether some document of this kind may exist that could not be read, or is not at hand. */
  mayHide(kind: Kind): boolean;
  /** Whether this very document may. */
  mayHideNamed(kind: Kind, name: string): boolean;
  /** Reports a reference to something that nobody declared, and gives the model when there is one. */
  refer<K extends Kind>(from: AnyDeclared, pointer: string, kind: K, name: string): Models[K] | null;
  /** "Did you mean", among all declared names of these kinds. */
  suggest(name: string, ...kinds: readonly Kind[]): string;
  /** The documents of a kind, broken ones included. */
  declared(kind: Kind): ReadonlyMap<string, AnyDeclared>;
}

/** Where thousands of references dangle one cause is behind them: after so many comparisons of names none is made. */
const mostCompared = 200_000;

/** Words of messages; with "-" for the spaces, of codes. */
export const words: Readonly<Record<Kind, string>> = {
  Fleet: 'fleet',
  Site: 'site',
  Host: 'host',
  VirtualMachine: 'VM',
  PatchBaseline: 'baseline',
  PatchRollout: 'rollout',
  MaintenanceWindow: 'window',
  ReplicationPolicy: 'replication policy',
  Migration: 'migration',
  BackupPolicy: 'backup policy',
  NotificationPolicy: 'notification policy',
  Freeze: 'freeze',
  ApprovalPolicy: 'policy',
  Hold: 'hold',
};

/**
 * @param sorted documents in order of file and place; the first of a kind and name counts, others are reported.
 * @param partial some files are not at hand: nothing is dangling.
 */
export function registryOf(sorted: readonly AnyDeclared[], unsure: Unsure, partial: boolean, report: ReportAt): Registry {
  const byKind = new Map<Kind, Map<string, AnyDeclared>>(Kind.map((kind) => [kind, new Map()]));
  for (const declared of sorted) {
    const known = byKind.get(declared.kind)!;
    const first = known.get(declared.name);
    if (first === undefined) known.set(declared.name, declared);
    else {
      report(declared, {
        code: 'declared-twice',
        pointer: '/metadata/name',
        on: 'value',
        message: `${words[declared.kind]} "${declared.name}" is also declared at ${first.file}:${first.line}.`,
        remedy: 'rename or remove one of them',
      });
    }
  }
  const hides = (kind: Kind) => partial || unsure.everything || unsure.kinds.includes(kind);
  const names = new Set(unsure.names);
  const mayHideNamed = (kind: Kind, name: string) =>
    hides(kind) || names.has(name) || unsure.texts.some((text) => text.includes(name));
  const lists = new Map<Kind, readonly AnyDeclared[]>();
  const sortedNames = new Map<string, readonly string[]>();
  let compared = 0;
  const suggest = (name: string, ...kinds: readonly Kind[]): string => {
    const key = kinds.join(' ');
    let candidates = sortedNames.get(key);
    if (candidates === undefined) {
      candidates = [...new Set(kinds.flatMap((kind) => [...byKind.get(kind)!.keys()]))].sort();
      sortedNames.set(key, candidates);
    }
    if (compared >= mostCompared) return listing(candidates, 'declared');
    compared += candidates.length;
    return suggestion(name, candidates, 'declared');
  };
  return {
    suggest,
    all<K extends Kind>(kind: K) {
      let list = lists.get(kind);
      if (list === undefined) {
        list = [...byKind.get(kind)!.values()].filter((one) => one.model !== null).sort((a, b) => (a.name < b.name ? -1 : 1));
        lists.set(kind, list);
      }
      return list as readonly (Declared<K> & { readonly model: Models[K] })[];
    },
    get: <K extends Kind>(kind: K, name: string) => (byKind.get(kind)!.get(name)?.model ?? null) as Models[K] | null,
    mayHide: (kind) => hides(kind) || names.size > 0 || unsure.texts.length > 0,
    mayHideNamed,
    declared: (kind) => byKind.get(kind)!,
    refer<K extends Kind>(from: AnyDeclared, pointer: string, kind: K, name: string) {
      const found = byKind.get(kind)!.get(name);
      if (found === undefined && !mayHideNamed(kind, name)) {
        report(from, {
          code: `unknown-${words[kind].toLowerCase().replaceAll(' ', '-')}`,
          pointer,
          on: 'value',
          message: `${words[kind]} "${name}" is not declared.`,
          remedy: suggest(name, kind),
        });
      }
      return (found?.model ?? null) as Models[K] | null;
    },
  };
}
