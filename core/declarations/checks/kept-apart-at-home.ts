/** Members of a set that live on one host are in maintenance together whenever it is: more than `max` of them and it never is. */
import type { Rule } from './ground.ts';

export const checkKeptApartAtHome: Rule = ({ fleet, index, report }) => {
  for (const set of fleet.keepApart) {
    const by = new Map<string, string[]>();
    const add = (host: string, member: string) => {
      const known = by.get(host);
      if (known === undefined) by.set(host, [member]);
      else known.push(member);
    };
    for (const member of set.members) {
      // a guest with an agent of its own goes where its VM goes
      const vm = fleet.vms[fleet.hosts[member]?.runsOn ?? member];
      if (vm !== undefined && vm.lifecycle.retired === null) add(vm.home, member);
      else if (fleet.hosts[member] !== undefined) add(member, member);
    }
    for (const [host, members] of by) {
      if (members.length <= set.max || (fleet.hosts[host]?.hyperV ?? null) === null || index.places(host).length === 0) continue;
      const last = members.at(-1)!;
      const vm = fleet.hosts[last]?.runsOn ?? last;
      report('VirtualMachine', vm, {
        code: 'kept-apart-on-one-host',
        pointer: '/spec/home',
        on: 'value',
        message: `${members.join(' and ')} live on "${host}", but keepApart "${set.name}" lets only ${set.max} of them be in maintenance at once: "${host}" could never be patched.`,
        remedy: `give one of them another home, or raise max of "${set.name}" in ${fleet.origin.file}`,
      });
    }
  }
};
