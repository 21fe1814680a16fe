/**
 * What a change of declarations means: the door. Two fleets in, no texts: where documents stand in files means nothing here,
 * but for `intent`, which pins the lines that call for work and so may change when lines move.
 */
import { canonical } from '../digest.ts';
import type { Fleet, Origin } from '../model/fleet.ts';
import type { Digest, ResourceKey } from '../model/ids.ts';
import { assertNever } from '../model/problem.ts';
import { intentOf, materialOf } from '../planner/intent.ts';
import { callNamed, own } from './calls.ts';
import { DiffKind, type Document, documentsOf } from './documents.ts';
import { type Effect, effectsOf, type Renames } from './effects.ts';
import { fieldChanges, type FieldChange, type Statement, summaryOf } from './fields.ts';
import { type Risk, risksOf } from './risks.ts';
import { same } from './same.ts';

export interface ResourceChange {
  readonly kind: DiffKind;
  /** '' for the ApprovalPolicy, of which there is one. */
  readonly name: string;
  /** Where it is declared now; where it was, when it is removed. */
  readonly at: { readonly file: string; readonly line: number };
  /**
   * removed = unmanaged from now on: nothing is deleted anywhere; renamed = it says what it was called (`lifecycle.formerly`);
   * replaced = another machine takes the name, with a key of its own; retired = it stays as a tombstone.
   */
  readonly type: 'added' | 'removed' | 'changed' | 'renamed' | 'replaced' | 'retired';
  /** Its name before, when it was renamed. */
  readonly formerly: string | null;
  readonly statements: readonly Statement[];
  /** Its fields in words, when it is new. */
  readonly summary: readonly string[];
  /** Hosts and VMs that the change reaches through it, itself not counted; sorted. */
  readonly affects: readonly ResourceKey[];
}

export interface FleetDiff {
  /** By kind, then by name. */
  readonly changes: readonly ResourceChange[];
  readonly effects: readonly Effect[];
  /** What reviewers must not miss. */
  readonly risks: readonly Risk[];
  /** Documents that mean the same and stand in another file, or on another line. */
  readonly moved: { readonly files: number; readonly lines: number };
  readonly intent: {
    readonly before: Digest;
    readonly after: Digest;
    /** It changes only because lines that call for work have moved. */
    readonly linesOnly: boolean;
  };
}

export function diffFleets(before: Fleet, after: Fleet): FleetDiff {
  const [old, now] = [documentsOf(before), documentsOf(after)];
  const renames: Renames = { hosts: renamesOf(before.hosts, after.hosts), vms: renamesOf(before.vms, after.vms) };
  const effects = effectsOf(before, after, renames);
  const changes: ResourceChange[] = [];
  const risks: Risk[] = [];
  let [files, lines] = [0, 0];
  for (const kind of DiffKind) {
    const renamed = kind === 'Host' ? renames.hosts : kind === 'VirtualMachine' ? renames.vms : none;
    const taken = new Set(renamed.values());
    const names = new Set([...old.get(kind)!.keys(), ...now.get(kind)!.keys()]);
    for (const name of [...names].sort()) {
      const is = now.get(kind)!.get(name);
      const formerly = renamed.get(name) ?? null;
      const was = old.get(kind)!.get(formerly ?? name);
      if (is === undefined && (was === undefined || taken.has(name))) continue;
      if (was !== undefined && is !== undefined && formerly === null && same(was.content, is.content)) {
        if (was.origin.file !== is.origin.file) files++;
        else if (!same(was.origin, is.origin)) lines++;
        continue;
      }
      const fields = was !== undefined && is !== undefined ? fieldChanges(was, is, after.timezone) : [];
      const change = changeOf(kind, name, was, is, formerly, fields, { before, after, effects });
      changes.push(change);
      risks.push(...risksOf(change, fields));
    }
  }
  return { changes, effects, risks, moved: { files, lines }, intent: intentChange(before, after) };
}

const none: ReadonlyMap<string, string> = new Map();

interface Around {
  readonly before: Fleet;
  readonly after: Fleet;
  readonly effects: readonly Effect[];
}

function changeOf(
  kind: DiffKind,
  name: string,
  was: Document | undefined,
  is: Document | undefined,
  formerly: string | null,
  fields: readonly FieldChange[],
  around: Around,
): ResourceChange {
  const statements = fields
    .filter(({ field }) => formerly === null || field !== 'lifecycle/formerly')
    .map(({ field, before, after, text }) => ({ field, before, after, text }));
  return {
    kind,
    name,
    at: place((is ?? was)!.origin),
    type: typeOf(was, is, formerly, fields),
    formerly,
    statements,
    summary: was === undefined ? summaryOf(is!, around.after.timezone) : [],
    affects: affectedBy(kind, name, around),
  };
}

function typeOf(
  was: Document | undefined,
  is: Document | undefined,
  formerly: string | null,
  fields: readonly FieldChange[],
): ResourceChange['type'] {
  if (was === undefined) return 'added';
  if (is === undefined) return 'removed';
  const changed = (field: string) => fields.find((one) => one.field === field);
  const retired = changed('lifecycle/retired');
  if (retired && retired.before === null) return 'retired';
  if (formerly !== null) return 'renamed';
  const key = changed('agentKey');
  return key && key.before !== null && key.after !== null ? 'replaced' : 'changed';
}

/** Hosts and VMs that a document of this name has a say in, at either commit. */
function affectedBy(kind: DiffKind, name: string, { before, after, effects }: Around): readonly ResourceKey[] {
  const reached = new Set<ResourceKey>();
  const add = (fleet: Fleet, call: string) => {
    const found = callNamed(fleet, call);
    for (const member of found?.members ?? [])
      reached.add(found?.kind === 'PatchRollout' ? `Host/${member}` : `VirtualMachine/${member}`);
  };
  switch (kind) {
    case 'PatchBaseline': {
      // those whose target differs by it: a baseline lists products that few hosts have
      const calls = new Set(
        [before, after].flatMap((fleet) =>
          Object.values(fleet.rollouts).flatMap((rollout) => (rollout.baseline === name ? [rollout.name as string] : [])),
        ),
      );
      for (const effect of effects)
        if ((effect.aspect === 'target' || effect.aspect === 'rollout') && effect.call !== null && calls.has(effect.call))
          reached.add(effect.resource);
      break;
    }
    case 'PatchRollout':
    case 'Migration':
    case 'ReplicationPolicy':
      add(before, name);
      add(after, name);
      break;
    case 'MaintenanceWindow':
      for (const fleet of [before, after])
        for (const call of [fleet.rollouts, fleet.migrations, fleet.replicationPolicies].flatMap((of) => Object.values(of)))
          if (opensBy(fleet, call.window, name)) add(fleet, call.name);
      break;
    // what these say of others is told as effects, or reaches the whole fleet
    case 'Fleet':
    case 'ApprovalPolicy':
    case 'Site':
    case 'Host':
    case 'VirtualMachine':
    case 'Freeze':
    case 'Hold':
    case 'BackupPolicy':
    case 'NotificationPolicy':
      break;
    default:
      return assertNever(kind);
  }
  // a host that is declared no more, or under another name, is told by itself
  return [...reached]
    .filter((key) => (key.startsWith('Host/') ? own(after.hosts, key.slice(5)) : own(after.vms, key.slice(15))) !== undefined)
    .sort();
}

/** Whether `window` is the one called `name`, or a union that it is part of. */
function opensBy(fleet: Fleet, window: string | null, name: string): boolean {
  if (window === null || window === name) return window === name;
  const opens = own(fleet.windows, window)?.opens;
  return opens?.type === 'any' && opens.of.some((one) => one.name === name);
}

/** New name → old name, where the old one is declared no more. */
function renamesOf(
  before: Readonly<Record<string, { readonly name: string }>>,
  after: Readonly<Record<string, { readonly name: string; readonly lifecycle: { readonly formerly: string | null } }>>,
): ReadonlyMap<string, string> {
  const renames = new Map<string, string>();
  const taken = new Set<string>();
  for (const name of Object.keys(after).sort()) {
    const { formerly } = after[name]!.lifecycle;
    if (formerly === null || Object.hasOwn(before, name) || !Object.hasOwn(before, formerly)) continue;
    if (Object.hasOwn(after, formerly) || taken.has(formerly)) continue;
    taken.add(formerly);
    renames.set(name, formerly);
  }
  return renames;
}

function intentChange(before: Fleet, after: Fleet): FleetDiff['intent'] {
  const [a, b] = [intentOf(before), intentOf(after)];
  if (a === b) return { before: a, after: b, linesOnly: false };
  const withoutLines = (fleet: Fleet) => materialOf(fleet).map((item) => ({ ...item, line: '' }));
  return { before: a, after: b, linesOnly: canonical(withoutLines(before)) === canonical(withoutLines(after)) };
}

function place({ file, line }: Origin): ResourceChange['at'] {
  return { file, line };
}
