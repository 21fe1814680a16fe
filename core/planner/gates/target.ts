import { observedVm } from '../../interventions/facts.ts';
import { replicationPolicyOf } from '../../interventions/goals.ts';
import type { ReplicationPolicy, VirtualMachine } from '../../model/fleet.ts';
import type { HostName } from '../../model/ids.ts';
import type { Hold } from '../../model/plan.ts';
import type { Candidate, VmCandidate } from '../candidate.ts';
import type { Survey } from '../survey.ts';
import type { Gate } from './gate.ts';

/** Days a certificate must still be good for where no ReplicationPolicy says. */
const usualDaysLeft = 14;

/** Rule 5, beside memory: where a VM is to run, or its replica, there is what it needs; and both hosts can prove who they are. */
export const target: Gate = {
  name: 'target',
  check(candidate, survey) {
    if (candidate.type === 'host') return drainTargets(candidate, survey);
    const { vm, from, to } = candidate;
    if (to === null) return [];
    return [
      ...unfit(survey, vm, from, to),
      ...(replicates(candidate) ? certificates(survey, vm, candidate.policy, from, to) : []),
    ];
  },
};

function drainTargets(candidate: Extract<Candidate, { type: 'host' }>, survey: Survey): readonly Hold[] {
  const { host, vms } = candidate;
  if (host.partner === null) return [];
  const [from, to] = [host.name, host.partner];
  // what is moved away replicates back, and moves back: without good certificates it stays where it went
  return vms.flatMap((vm) => [
    ...unfit(survey, vm, from, to),
    ...certificates(survey, vm, replicationPolicyOf(survey.fleet, vm), from, to),
  ]);
}

function unfit(survey: Survey, vm: VirtualMachine, from: HostName, to: HostName): readonly Hold[] {
  if (from === to) return [];
  return [...networks(survey, vm, from, to), ...version(survey, vm, from, to)].map((why): Hold => ({
    reason: 'target-unfit',
    target: to,
    vm: vm.name,
    why,
    until: null,
  }));
}

/** What is declared counts; what is not, as it was observed. */
function networks(survey: Survey, vm: VirtualMachine, from: HostName, to: HostName): readonly string[] {
  const needs = vm.networks.length > 0 ? vm.networks : (observedVm(survey.observation(from), vm.name)?.networks ?? []);
  if (needs.length === 0) return [];
  const declared = survey.fleet.hosts[to]?.hyperV?.switches ?? null;
  const observed = survey.observation(to)?.hyperV?.switches;
  if (declared === null && observed === undefined) return ['it has not told which virtual switches it has'];
  const found = needs.flatMap((need) => {
    const has = declared === null ? observed!.includes(need.switch) : Object.hasOwn(declared, need.switch);
    // what is declared and is not there is no switch
    if (!has || (observed !== undefined && !observed.includes(need.switch))) return [`it has no virtual switch "${need.switch}"`];
    const vlans = declared?.[need.switch] ?? [];
    return need.vlan !== null && vlans.length > 0 && !vlans.includes(need.vlan)
      ? [`its virtual switch "${need.switch}" does not carry VLAN ${need.vlan}`]
      : [];
  });
  return [...new Set(found)].sort();
}

function version(survey: Survey, vm: VirtualMachine, from: HostName, to: HostName): readonly string[] {
  const needs = observedVm(survey.observation(from), vm.name)?.version ?? vm.version;
  if (needs === null) return [];
  const runs = survey.observation(to)?.hyperV?.vmVersions ?? survey.fleet.hosts[to]?.hyperV?.vmVersions ?? null;
  if (runs === null) return ['it has not told which VM versions it can run'];
  return runs.includes(needs) ? [] : [`it cannot run VMs of version ${needs}`];
}

/** Only replication needs certificates. */
function replicates({ kind, leg }: VmCandidate): boolean {
  return kind !== 'test-failover' && !(kind === 'migrate' && leg?.migration.method === 'export-import');
}

function certificates(
  survey: Survey,
  vm: VirtualMachine,
  policy: ReplicationPolicy | null,
  from: HostName,
  to: HostName,
): readonly Hold[] {
  const least = policy?.certificateDaysLeft ?? usualDaysLeft;
  return [...new Set([from, to])].sort().flatMap((host): Hold[] => {
    const left = survey.observation(host)?.hyperV?.certificateDaysLeft;
    if (left === undefined || left >= least) return [];
    const why =
      left < 0
        ? 'its certificate for replication has expired'
        : `its certificate for replication has ${left} days left, ${least} are needed`;
    return [{ reason: 'target-unfit', target: host, vm: vm.name, why, until: null }];
  });
}
