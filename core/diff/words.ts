/** How people call the fields of declarations, and how they read their values. A field without a word here is still compared. */
import { durationText, listed, sizeText, timesIn } from '../views/format.ts';
import { assertNever } from '../model/problem.ts';
import type { Instant } from '../model/time.ts';
import type { MaintenanceWindow, Scope } from '../model/fleet.ts';
import type { DiffKind } from './documents.ts';

export interface Word {
  /** A `*` stands for the part of the path that the pattern's `*` met. */
  readonly label: string;
  /** Reads the whole value at once, however it is built; null = nothing is there. */
  readonly read?: (value: never, zone: string) => string | null;
}

const time = (label: string): Word => ({ label, read: (ms: number | null) => (ms === null ? null : durationText(ms)) });
const size = (label: string): Word => ({ label, read: (bytes: number | null) => (bytes === null ? null : sizeText(bytes)) });
const moment = (label: string): Word => ({
  label,
  read: (at: Instant | null, zone) => (at === null ? null : timesIn(zone, null).at(at)),
});
const share = (label: string): Word => ({ label, read: (part: number) => `${Math.round(part * 1000) / 10} %` });
const word = (label: string): Word => ({ label });
const labels: Word['read'] = (selector: Readonly<Record<string, string>>) =>
  listed(
    Object.keys(selector)
      .sort()
      .map((key) => `${key}=${selector[key]!}`),
  );
const scope: Word = {
  label: 'covers',
  read: ({ sites, hosts }: Scope) =>
    sites.length + hosts.length === 0 ? 'everything' : [...sites.map((site) => `site ${site}`), ...hosts].join(', '),
};
const lifecycle = { 'lifecycle/formerly': word('formerly called'), 'lifecycle/retired': word('retired') };
const notice = { 'notice/days': word('days of notice'), 'notice/postponableUntilDays': word('postponable until days before') };
const verify = { 'verify/within': time('verified within'), 'verify/heartbeat': word('heartbeat of VMs') };

/** By path pattern; `*` meets one part. */
export const words: Readonly<Record<DiffKind, Readonly<Record<string, Word>>>> = {
  Fleet: {
    timezone: word('time zone'),
    factsMaxAge: time('reports may be this old'),
    'patchSla/*': time('SLA for * fixes'),
    ...notice,
    'keepApart/*/members': word('kept apart "*"'),
    'keepApart/*/max': word('kept apart "*", at once'),
    'keepApart/*': word('kept apart "*"'),
    'drift/*': word('drift of *'),
    allowRemovals: word('documents this commit may remove'),
  },
  ApprovalPolicy: {
    'people/*': word('person *'),
    'people/*/teams': word('* is in teams'),
    'people/*/emails': word('* writes as'),
    'people/*/keys': { label: 'keys of *', read: keysText },
    'people/*/github': word('GitHub account of *'),
    'rules/*': word('rule "*"'),
    'rules/*/kinds': word('rule "*" is for kinds'),
    'rules/*/count': word('rule "*", approvals needed'),
    'rules/*/of': word('rule "*", approvers of teams'),
    requireMfa: { label: 'approvals need a hardware key', read: yes },
    mayStop: word('teams that may stop work'),
  },
  Site: { displayName: word('called') },
  Host: {
    site: word('site'),
    product: word('product'),
    'labels/*': word('label *'),
    address: word('address'),
    agentKey: { label: 'agent key', read: (key: string | null) => (key === null ? null : shortKey(key)) },
    partner: word('partner'),
    hyperV: word('Hyper-V role'),
    'hyperV/reserve': size('memory kept for the host'),
    'hyperV/memory': size('memory'),
    'hyperV/switches/*': word('VLANs of switch *'),
    'hyperV/vmVersions': word('VM versions'),
    runsOn: word('is the guest of VM'),
    'checks/services': word('services that must run'),
    'checks/probes/*': word('probe "*"'),
    'checks/probes/*/type': word('probe "*" type'),
    'checks/probes/*/port': word('probe "*" port'),
    'checks/probes/*/path': word('probe "*" path'),
    'checks/probes/*/status': word('probe "*" status'),
    ...lifecycle,
  },
  VirtualMachine: {
    home: word('home'),
    replica: word('replica'),
    'replica/host': word('replica host'),
    'replica/frequency': time('replicated every'),
    'replica/policy': word('replication policy'),
    'replica/extended': word('third copy'),
    'replica/extended/host': word('third copy on'),
    'replica/extended/frequency': time('third copy every'),
    startOrder: word('start order'),
    role: word('role'),
    memory: size('memory'),
    networks: {
      label: 'networks',
      read: (of: readonly { readonly switch: string; readonly vlan: number | null }[]) =>
        of.length === 0 ? null : of.map((one) => `${one.switch}${one.vlan === null ? '' : ` VLAN ${one.vlan}`}`).join(', '),
    },
    version: word('VM version'),
    ...lifecycle,
  },
  PatchBaseline: {
    severity: word('severity'),
    released: moment('released'),
    'products/*': word('*'),
    'products/*/build': word('*'),
    'products/*/kb': word('* update'),
    'products/*/hotpatch': word('* hotpatch'),
    'products/*/suite': word('* suite'),
    'products/*/packages/*': word('* package *'),
    blockedKbs: word('blocked updates'),
  },
  PatchRollout: {
    baseline: word('baseline'),
    lane: word('lane'),
    window: word('window'),
    ...notice,
    rings: word('order of rings'),
    'rings/*': word('ring "*"'),
    'rings/*/selector': { label: 'ring "*" takes hosts with', read: labels },
    'rings/*/soak': time('ring "*" soaks'),
    'rings/*/success/healthy': share('ring "*" healthy'),
    'rings/*/success/minimum': word('ring "*" healthy hosts at least'),
    'rings/*/maxUnavailable/perSite': word('ring "*" unavailable at once per site'),
    'rings/*/maxUnavailable/total': word('ring "*" unavailable at once'),
    'rings/*/maxFailed': word('ring "*" failures that halt it'),
    'rings/*/unreachable': word('ring "*" hosts that do not answer'),
    'before/drain': word('drain'),
    'before/checkpoint': word('checkpoint'),
    'before/freeDisk': size('free disk needed'),
    'before/backupMaxAge': time('backups may be this old'),
    ...verify,
    'verify/services': word('services that must run'),
    onFailure: word('on failure'),
    attempt: word('attempt'),
    acceptPlan: { label: 'accepted plan', read: (plan: string | null) => plan && `${plan.slice(0, 4)}…${plan.slice(-2)}` },
  },
  ReplicationPolicy: {
    frequency: time('replicated every'),
    recoveryPoints: word('recovery points'),
    certificateDaysLeft: word('days certificates must be valid'),
    window: word('window'),
    ...notice,
    maxAtOnce: word('at once on one host'),
    testFailover: word('test failover'),
    'testFailover/every': time('test failover every'),
    'testFailover/within': time('test failover verified within'),
    attempt: word('attempt'),
  },
  Migration: {
    method: word('method'),
    transfer: word('transfer folder'),
    window: word('window'),
    ...notice,
    waves: word('order of waves'),
    'waves/*': word('wave "*"'),
    'waves/*/vms': word('wave "*" moves'),
    'waves/*/to/*': word('wave "*", *'),
    'waves/*/to/*/host': word('wave "*", * goes to'),
    'waves/*/to/*/replica': word('wave "*", replica of * on'),
    'waves/*/soak': time('wave "*" soaks'),
    'waves/*/maxFailed': word('wave "*" failures that halt it'),
    'before/backupMaxAge': time('backups may be this old'),
    ...verify,
    onFailure: word('on failure'),
    keepSource: time('old copy kept for'),
    attempt: word('attempt'),
  },
  MaintenanceWindow: {
    timezone: word('time zone'),
    opens: { label: 'opens', read: opensText },
    duration: time('open for'),
    cutoff: time('no start in the last'),
  },
  Freeze: { from: moment('from'), to: moment('to'), scope, why: word('why') },
  Hold: { scope, who: word('who'), why: word('why'), until: moment('until') },
  BackupPolicy: {
    server: word('backup server'),
    via: word('asked through'),
    maxAge: time('backups may be this old'),
    pauseJobs: { label: 'jobs rest during maintenance', read: yes },
    scope,
  },
  NotificationPolicy: {
    scope,
    mail: word('mail to'),
    chat: word('chat'),
    pager: word('pager'),
    emergencies: word('told of emergencies'),
    language: word('language'),
  },
};

/** "Saturday 20:00", "2nd Tuesday 20:00", "cron 0 20 * * 6". */
export function opensText(opens: MaintenanceWindow['opens']): string {
  switch (opens.type) {
    case 'weekly': {
      const day = opens.day.charAt(0).toUpperCase() + opens.day.slice(1);
      const nth =
        opens.nth === null ? '' : opens.nth === -1 ? 'last ' : `${['1st', '2nd', '3rd', '4th', '5th'][opens.nth - 1]!} `;
      return `${nth}${day} ${opens.at}`;
    }
    case 'cron':
      return `cron ${opens.expression}`;
    case 'once':
      return opens.at.replace('T', ' ');
    case 'any':
      return opens.of.map(({ name }) => name).join(' or ');
    default:
      return assertNever(opens);
  }
}

function yes(value: boolean): string {
  return value ? 'yes' : 'no';
}

function shortKey(key: string): string {
  return key.length <= 20 ? key : `${key.slice(0, 15)}…`;
}

/** The end of a key tells it apart; the beginning is the same for all of a type. */
function keysText(keys: readonly string[]): string | null {
  if (keys.length === 0) return null;
  return keys
    .map((key) => {
      const [type = '', body = ''] = key.split(' ');
      return `${type} …${body.slice(-8)}`;
    })
    .sort()
    .join(', ');
}
