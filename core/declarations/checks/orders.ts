/** References of what people order: keepApart sets, freezes, holds. */
import type { Finding } from '../finding.ts';
import type { AnyDeclared } from '../kinds.ts';
import { suggestion } from '../nearest.ts';
import type { Registry, ReportAt } from '../registry.ts';

export function checkOrders(registry: Registry, report: ReportAt): void {
  for (const declared of registry.all('Fleet')) {
    declared.model.keepApart.forEach((set, index) => checkMembers(registry, declared, set.members, index, report));
  }
  for (const declared of registry.all('Freeze')) checkScope(registry, declared, declared.model.scope);
  for (const declared of registry.all('Hold')) {
    checkScope(registry, declared, declared.model.scope);
    checkPerson(registry, declared, declared.model.who, report);
  }
}

function checkMembers(registry: Registry, fleet: AnyDeclared, members: readonly string[], index: number, report: ReportAt): void {
  const hosts = registry.declared('Host');
  const vms = registry.declared('VirtualMachine');
  members.forEach((member, place) => {
    if (hosts.has(member) || vms.has(member)) return;
    if (registry.mayHideNamed('Host', member) || registry.mayHideNamed('VirtualMachine', member)) return;
    report(fleet, {
      code: 'unknown-member',
      pointer: `/spec/keepApart/${index}/members/${place}`,
      on: 'value',
      message: `no host or VM "${member}" is declared.`,
      remedy: registry.suggest(member, 'Host', 'VirtualMachine'),
    });
  });
}

export function checkScope(
  registry: Registry,
  declared: AnyDeclared,
  scope: { readonly sites: readonly string[]; readonly hosts: readonly string[] },
): void {
  scope.sites.forEach((site, place) => registry.refer(declared, `/spec/scope/sites/${place}`, 'Site', site));
  scope.hosts.forEach((host, place) => registry.refer(declared, `/spec/scope/hosts/${place}`, 'Host', host));
}

export function checkPerson(registry: Registry, declared: AnyDeclared, who: string, report: ReportAt): void {
  const [policy] = registry.all('ApprovalPolicy');
  if (policy === undefined || Object.hasOwn(policy.model.people, who)) return;
  const finding: Finding = {
    code: 'unknown-person',
    pointer: '/spec/who',
    on: 'value',
    message: `"${who}" is no person of the approval policy.`,
    remedy: suggestion(who, Object.keys(policy.model.people), 'people'),
  };
  report(declared, finding);
}
