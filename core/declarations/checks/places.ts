/** References among hosts and VMs: sites, replica pairs, guests. */
import type { AnyDeclared } from '../kinds.ts';
import type { Registry, ReportAt } from '../registry.ts';
import { referenceAt } from '../written.ts';

/** Whether the partner of a host names it, too. Either may be broken: then what it says of its partner counts, if anything. */
export function checkPartner(registry: Registry, declared: AnyDeclared, name: string, report: ReportAt): void {
  if (name === declared.name) return;
  registry.refer(declared, '/spec/partner', 'Host', name);
  const partner = registry.declared('Host').get(name);
  if (partner?.kind !== 'Host') return;
  const its = partner.model === null ? referenceAt(partner.written, 'spec/partner') : partner.model.partner;
  if (its === undefined || its === declared.name) return;
  report(declared, {
    code: 'partner-not-mutual',
    pointer: '/spec/partner',
    on: 'value',
    message:
      its === null
        ? `"${name}" does not name "${declared.name}" as its partner.`
        : `the partner of "${name}" is "${its}", not "${declared.name}".`,
    remedy: `write partner: ${declared.name} in ${partner.file}, or correct this one`,
  });
}

/** Reports what does not fit together. */
export function checkPlaces(registry: Registry, report: ReportAt): void {
  const agents = new Map<string, string>();
  const guests = new Map<string, string>();
  for (const declared of registry.all('Host')) {
    const host = declared.model;
    registry.refer(declared, '/spec/site', 'Site', host.site);
    if (host.agentKey !== null) {
      const other = agents.get(host.agentKey);
      agents.set(host.agentKey, other ?? host.name);
      if (other !== undefined) {
        report(declared, {
          code: 'shared-agent-key',
          pointer: '/spec/agent/key',
          on: 'value',
          message: `host "${other}" declares the same agent key.`,
          remedy: 'every agent makes its own key; never copy one',
        });
      }
    }
    if (host.runsOn !== null) {
      registry.refer(declared, '/spec/runsOn/vm', 'VirtualMachine', host.runsOn);
      const other = guests.get(host.runsOn);
      guests.set(host.runsOn, other ?? host.name);
      if (other !== undefined) {
        report(declared, {
          code: 'vm-with-two-agents',
          pointer: '/spec/runsOn/vm',
          on: 'value',
          message: `host "${other}" also says it is the VM "${host.runsOn}".`,
          remedy: 'one VM is one host; correct one of them',
        });
      }
    }
    if (host.partner !== null && host.lifecycle.retired === null) checkPartner(registry, declared, host.partner, report);
  }
  for (const declared of registry.all('VirtualMachine')) {
    const vm = declared.model;
    // a tombstone may name what went with it
    if (vm.lifecycle.retired !== null) continue;
    const home = registry.refer(declared, '/spec/home', 'Host', vm.home);
    if (home !== null && home.hyperV === null) {
      report(declared, {
        code: 'not-hyper-v',
        pointer: '/spec/home',
        on: 'value',
        message: `host "${vm.home}" is no Hyper-V host.`,
        remedy: `add hyperV: {} to it, or name another home`,
      });
    }
    if (vm.replica === null || vm.replica.host === vm.home) continue;
    const replica = registry.refer(declared, '/spec/replica/host', 'Host', vm.replica.host);
    if (home === null || replica === null || home.partner === vm.replica.host) continue;
    report(declared, {
      code: 'replica-not-on-partner',
      pointer: '/spec/replica/host',
      on: 'value',
      message:
        home.partner === null
          ? `the home "${vm.home}" has no partner, so it cannot have a replica on "${vm.replica.host}".`
          : `the partner of its home "${vm.home}" is "${home.partner}", not "${vm.replica.host}".`,
      remedy: home.partner === null ? `declare the two as partners of each other` : `write host: ${home.partner}`,
    });
  }
}
