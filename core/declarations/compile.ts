/** Documents of a commit → the fleet they declare together, or what does not fit. */
import type { ApprovalPolicy, Fleet, Host, MaintenanceWindow, MigrationWave, Scope, VirtualMachine } from '../model/fleet.ts';
import type { Problem } from '../model/problem.ts';
import { minute, duration } from '../model/time.ts';
import { checkBroken } from './checks/broken.ts';
import { checkLinks } from './checks/links.ts';
import { checkOrders } from './checks/orders.ts';
import { checkPlaces } from './checks/places.ts';
import { checkUnions } from './checks/unions.ts';
import { checkMeaning, unruled, unsettled } from './checks/meaning.ts';
import { checkRollouts, type Members } from './checks/rollouts.ts';
import type { AnyDeclared, FleetSettings, Models, VmDraft, WaveDraft, WindowDraft } from './kinds.ts';
import type { Unsure } from './parse.ts';
import { registryOf, type Registry, type ReportAt, words } from './registry.ts';
import { labelIndexOf } from './rings.ts';
import { Kind } from './schema/kind.ts';
import { type Targets, type TargetsByMigration, targetsOf } from './targets.ts';

export interface Commit {
  /** In order of file and place. */
  readonly declared: readonly AnyDeclared[];
  readonly unsure: Unsure;
  /** Some files of the commit are not at hand (an agent): what is missing is not missed. */
  readonly partial: boolean;
  /** The file a missing Fleet or ApprovalPolicy is reported in. */
  readonly firstFile: string;
}

const usualFrequency = duration(5 * minute);

/** `fleet` is only whole when nothing was reported; null when there is no usable Fleet or ApprovalPolicy. */
export function compile(
  commit: Commit,
  report: ReportAt,
): { readonly fleet: Fleet | null; readonly problems: readonly Problem[] } {
  const { partial } = commit;
  const registry = registryOf(commit.declared, commit.unsure, partial, report);
  const problems = [...onlyOne('Fleet', registry, commit, report), ...onlyOne('ApprovalPolicy', registry, commit, report)];
  checkBroken(registry, report);
  checkPlaces(registry, report);
  checkOrders(registry, report);
  checkUnions(registry, report);
  checkLinks(registry);
  const hosts = registry.all('Host').flatMap(({ model }) => (model.lifecycle.retired === null ? [model] : []));
  const index = labelIndexOf(hosts);
  const members = checkRollouts(registry, index, partial, report);
  const targets = targetsOf(registry, partial, report);

  const settings = registry.all('Fleet')[0]?.model;
  const policy = registry.all('ApprovalPolicy')[0]?.model;
  const fleet = assembled(registry, members, targets, settings ?? unsettled, policy ?? unruled);
  if (!partial) checkMeaning(fleet, registry, report);
  return { fleet: settings === undefined || policy === undefined ? null : fleet, problems };
}

function assembled(
  registry: Registry,
  members: Members,
  targets: TargetsByMigration,
  settings: FleetSettings,
  policy: ApprovalPolicy,
): Fleet {
  return {
    ...settings,
    keepApart: settings.keepApart.map((set) => ({ ...set, members: set.members.toSorted() })),
    sites: byName(registry, 'Site', (site) => site),
    hosts: byName(registry, 'Host', (host): Host => host),
    vms: byName(registry, 'VirtualMachine', (vm) => vmOf(registry, vm)),
    baselines: byName(registry, 'PatchBaseline', (baseline) => baseline),
    rollouts: byName(registry, 'PatchRollout', (rollout) => ({
      ...rollout,
      notice: rollout.notice ?? settings.notice,
      rings: rollout.rings.map((ring, i) => ({ ...ring, members: members.get(rollout.name)?.[i] ?? [] })),
    })),
    windows: byName(registry, 'MaintenanceWindow', (window) => windowOf(registry, window, settings.timezone)),
    replicationPolicies: byName(registry, 'ReplicationPolicy', (policy) => ({
      ...policy,
      notice: policy.notice ?? settings.notice,
    })),
    migrations: byName(registry, 'Migration', (migration) => ({
      ...migration,
      notice: migration.notice ?? settings.notice,
      waves: migration.waves.map((wave, i) => waveOf(wave, targets.get(migration.name)?.[i] ?? {})),
    })),
    backupPolicies: registry.all('BackupPolicy').map(({ model }) => ({ ...model, scope: sorted(model.scope) })),
    notificationPolicies: registry.all('NotificationPolicy').map(({ model }) => ({ ...model, scope: sorted(model.scope) })),
    freezes: registry.all('Freeze').map(({ model }) => ({ ...model, scope: sorted(model.scope) })),
    holds: registry.all('Hold').map(({ model }) => ({ ...model, scope: sorted(model.scope) })),
    policy,
  };
}

/** A VM that says nothing of its own follows its policy. */
function vmOf(registry: Registry, { replica, ...vm }: VmDraft): VirtualMachine {
  if (replica === null) return { ...vm, replica };
  const policy = replica.policy === null ? null : registry.get('ReplicationPolicy', replica.policy);
  return { ...vm, replica: { ...replica, frequency: replica.frequency ?? policy?.frequency ?? usualFrequency } };
}

function waveOf(draft: WaveDraft, to: Targets): MigrationWave {
  const { except: _, to: written, ...wave } = draft;
  const { site } = written;
  const vms = wave.vms.toSorted();
  return site === null ? { ...wave, vms, to } : { ...wave, vms, site, to };
}

/** Parts that are missing, or unions themselves, were reported. */
function windowOf(registry: Registry, window: WindowDraft, timezone: string): MaintenanceWindow {
  const { opens } = window;
  const zone = window.timezone ?? timezone;
  if (opens.type !== 'any') return { ...window, opens, timezone: zone };
  const of = opens.of.flatMap((name) => {
    const part = registry.get('MaintenanceWindow', name);
    return part === null || part.opens.type === 'any' ? [] : [windowOf(registry, part, timezone)];
  });
  return { ...window, opens: { type: 'any', of }, timezone: zone };
}

function byName<K extends Kind, T>(registry: Registry, kind: K, make: (model: Models[K]) => T): Readonly<Record<string, T>> {
  const record: Record<string, T> = {};
  for (const { name, model } of registry.all(kind)) record[name] = make(model);
  return record;
}

function sorted(scope: Scope): Scope {
  return { sites: scope.sites.toSorted(), hosts: scope.hosts.toSorted() };
}

/** Exactly one Fleet and one ApprovalPolicy, or nobody knows which counts. */
function onlyOne(kind: 'Fleet' | 'ApprovalPolicy', registry: Registry, commit: Commit, report: ReportAt): readonly Problem[] {
  const [first, ...others] = registry.declared(kind).values();
  for (const other of others) {
    report(other, {
      code: `two-${words[kind] === 'fleet' ? 'fleets' : 'policies'}`,
      pointer: '/kind',
      on: 'value',
      message: `there is one ${kind} in a repository, and it is declared at ${first!.file}:${first!.line}.`,
      remedy: 'remove one of them',
    });
  }
  if (first !== undefined || commit.partial || registry.mayHide(kind)) return [];
  return [
    {
      code: `${words[kind]}-missing`,
      at: { file: commit.firstFile, line: 1, column: 1 },
      length: 1,
      message: `no document of the repository is a${kind === 'Fleet' ? ' Fleet' : 'n ApprovalPolicy'}.`,
      remedy: `add one, for example in ${kind === 'Fleet' ? 'fleet.yaml' : 'policy/approval-policy.yaml'}`,
    },
  ];
}
