/** Fleet, Site, Host, VirtualMachine. */
import type { Host, Lifecycle, NoticeRule, Probe, Site } from '../../model/fleet.ts';
import type { FleetName, HostName, ReplicationPolicyName, SiteName, VmName } from '../../model/ids.ts';
import type { Report } from '../finding.ts';
import type { FleetSettings, VmDraft } from '../kinds.ts';
import { nearest } from '../nearest.ts';
import type { FleetDocument, HostDocument, SiteDocument, VirtualMachineDocument } from '../schema/place.ts';
import { bytesOf, lengthOf, type Reading, reportRepeats, reportTimezone } from './common.ts';

const defaultNotice: NoticeRule = { days: 7, postponableUntilDays: 3 };

export function readFleet({ metadata, spec }: FleetDocument, { origin, report }: Reading): FleetSettings {
  reportFleet(spec, report);
  return {
    name: metadata.name as FleetName,
    origin,
    timezone: spec.timezone,
    factsMaxAge: lengthOf(spec.factsMaxAge ?? 'PT10M'),
    patchSla: {
      critical: lengthOf(spec.patchSla?.critical ?? 'PT24H'),
      high: lengthOf(spec.patchSla?.high ?? 'P7D'),
      medium: lengthOf(spec.patchSla?.medium ?? 'P30D'),
      low: lengthOf(spec.patchSla?.low ?? 'P90D'),
    },
    notice: spec.notice ?? defaultNotice,
    drift: {
      patchLevel: spec.drift?.patchLevel ?? 'report',
      placement: spec.drift?.placement ?? 'heal',
      replication: spec.drift?.replication ?? 'heal',
      replicationSettings: spec.drift?.replicationSettings ?? 'heal',
    },
    allowRemovals: spec.allowRemovals ?? 0,
    keepApart: (spec.keepApart ?? []).map(({ name, members, max }) => ({ name, members, max: max ?? 1 })),
  };
}

export function reportFleet(spec: Partial<FleetDocument['spec']>, report: Report): void {
  if (spec.timezone !== undefined) reportTimezone(spec.timezone, '/spec/timezone', report, suggestZone);
  reportNotice(spec.notice, '/spec/notice', report);
  const sets = spec.keepApart ?? [];
  reportRepeats(
    sets.map((set) => set.name),
    'the set',
    (index) => `/spec/keepApart/${index}/name`,
    report,
  );
  sets.forEach((set, index) => {
    reportRepeats(set.members, 'the member', (member) => `/spec/keepApart/${index}/members/${member}`, report);
    if ((set.max ?? 1) >= set.members.length) {
      report({
        code: 'keep-apart-pointless',
        pointer: `/spec/keepApart/${index}/max`,
        on: 'value',
        message: `"${set.name}" has ${set.members.length} members and lets ${set.max ?? 1} be in maintenance at once, so it keeps nothing apart.`,
        remedy: `lower max below ${set.members.length}, or remove the set`,
      });
    }
  });
}

export function reportNotice(notice: NoticeRule | undefined, pointer: string, report: Report): void {
  if (notice === undefined || notice.postponableUntilDays <= notice.days) return;
  report({
    code: 'notice-too-short',
    pointer: `${pointer}/postponableUntilDays`,
    on: 'value',
    message: `postponableUntilDays is ${notice.postponableUntilDays}, but people are told only ${notice.days} days before.`,
    remedy: `write at most ${notice.days}, or raise days`,
  });
}

/** Told with every problem about a zone: there are 400 of them, so only the near one and the form. */
export function suggestZone(zone: string): string {
  const near = nearest(zone, Intl.supportedValuesOf('timeZone'));
  return near === null ? 'write it like Europe/Paris or UTC' : `did you mean "${near}"?`;
}

export function readSite({ metadata, spec }: SiteDocument, { origin }: Reading): Site {
  return { name: metadata.name as SiteName, origin, displayName: spec.displayName };
}

export function readHost({ metadata, spec }: HostDocument, { origin, report }: Reading): Host {
  const { name } = metadata;
  const windows = spec.product.startsWith('windows-');
  reportOwnPartner(spec.partner, name, report);
  if (spec.hyperV !== undefined && !windows) {
    const message = `host "${name}" runs ${spec.product}; Hyper-V needs Windows Server.`;
    report({ code: 'not-hyper-v', pointer: '/spec/hyperV', on: 'key', message, remedy: 'remove hyperV or correct product' });
  }
  if (spec.partner !== undefined && spec.hyperV === undefined) {
    report({
      code: 'not-hyper-v',
      pointer: '/spec/partner',
      on: 'key',
      message: `host "${name}" has a partner but is no Hyper-V host.`,
      remedy: 'add hyperV: {} or remove partner',
    });
  }
  if (spec.runsOn !== undefined && spec.hyperV !== undefined) {
    const message = `host "${name}" is a Hyper-V host and a guest at once; nested virtualization is not planned for.`;
    report({ code: 'nested-hyper-v', pointer: '/spec/runsOn', on: 'key', message, remedy: 'remove runsOn or hyperV' });
  }
  const probes = spec.checks?.probes ?? [];
  reportRepeats(
    probes.map((probe) => probe.name),
    'the probe',
    (index) => `/spec/checks/probes/${index}/name`,
    report,
  );
  return {
    name: name as HostName,
    origin,
    site: spec.site as SiteName,
    product: spec.product,
    labels: spec.labels ?? {},
    address: spec.address ?? null,
    agentKey: spec.agent.key ?? null,
    partner: (spec.partner ?? null) as HostName | null,
    hyperV: spec.hyperV === undefined ? null : hyperVOf(spec.hyperV),
    runsOn: (spec.runsOn?.vm ?? null) as VmName | null,
    lifecycle: lifecycleOf(spec, name, report),
    checks: { services: spec.checks?.services ?? [], probes: probes.map(probeOf) },
  };
}

function hyperVOf({ reserve, memory, switches, vmVersions }: NonNullable<HostDocument['spec']['hyperV']>): Host['hyperV'] {
  return {
    reserve: bytesOf(reserve ?? '4GiB'),
    memory: memory === undefined ? null : bytesOf(memory),
    switches:
      switches === undefined
        ? null
        : Object.fromEntries(Object.entries(switches).map(([name, vlans]) => [name, vlans.toSorted((a, b) => a - b)])),
    vmVersions: vmVersions ?? null,
  };
}

function lifecycleOf(spec: { readonly formerly?: string; readonly retired?: string }, name: string, report: Report): Lifecycle {
  reportFormerly(spec.formerly, name, report);
  return { formerly: spec.formerly ?? null, retired: spec.retired ?? null };
}

export function reportFormerly(formerly: string | undefined, name: string, report: Report): void {
  if (formerly !== name) return;
  report({
    code: 'formerly-itself',
    pointer: '/spec/formerly',
    on: 'value',
    message: `"${name}" says that it was called "${formerly}" before.`,
    remedy: 'write the name it had before, or remove formerly',
  });
}

export function reportOwnPartner(partner: string | undefined, name: string, report: Report): void {
  if (partner !== name) return;
  report({
    code: 'own-partner',
    pointer: '/spec/partner',
    on: 'value',
    message: `host "${name}" names itself as its partner.`,
    remedy: 'name the other host of the replica pair',
  });
}

type ProbeDocument = NonNullable<NonNullable<HostDocument['spec']['checks']>['probes']>[number];

function probeOf({ name, tcp, http }: ProbeDocument): Probe {
  return http === undefined
    ? { name, type: 'tcp', port: tcp ?? 0 }
    : { name, type: 'http', port: http.port, path: http.path ?? '/', status: http.status ?? 200 };
}

export function readVirtualMachine({ metadata, spec }: VirtualMachineDocument, { origin, report }: Reading): VmDraft {
  reportReplicaAtHome(spec, metadata.name, report);
  return {
    name: metadata.name as VmName,
    origin,
    home: spec.home as HostName,
    replica: replicaOf(spec.replica),
    startOrder: spec.startOrder ?? 100,
    role: spec.role ?? 'other',
    memory: bytesOf(spec.memory),
    networks: (spec.networks ?? []).map((network) => ({ switch: network.switch, vlan: network.vlan ?? null })),
    version: spec.version ?? null,
    lifecycle: lifecycleOf(spec, metadata.name, report),
  };
}

function replicaOf(replica: VirtualMachineDocument['spec']['replica']): VmDraft['replica'] {
  if (replica === undefined) return null;
  const { host, frequency, policy, extended } = replica;
  return {
    host: host as HostName,
    frequency: frequency === undefined ? null : lengthOf(frequency),
    policy: (policy ?? null) as ReplicationPolicyName | null,
    extended:
      extended === undefined ? null : { host: extended.host as HostName, frequency: lengthOf(extended.frequency ?? 'PT15M') },
  };
}

export function reportReplicaAtHome(
  { home, replica }: Partial<VirtualMachineDocument['spec']>,
  name: string,
  report: Report,
): void {
  if (home === undefined || replica?.host !== home) return;
  report({
    code: 'replica-at-home',
    pointer: '/spec/replica/host',
    on: 'value',
    message: `the replica of "${name}" would be on "${home}", where it runs.`,
    remedy: 'name the partner of the home host',
  });
}
