/** A renamed host or VM says what it was called; a name that somebody still has, or two claim, tells nobody apart. */
import { words } from '../registry.ts';
import type { Rule } from './ground.ts';

export const checkFormerly: Rule = ({ fleet, report }) => {
  for (const [kind, documents] of [
    ['Host', fleet.hosts],
    ['VirtualMachine', fleet.vms],
  ] as const) {
    const claimed = new Map<string, string>();
    for (const { name, lifecycle } of Object.values(documents)) {
      const { formerly } = lifecycle;
      if (formerly === null || formerly === name) continue;
      const holder = Object.hasOwn(documents, formerly) ? documents[formerly] : undefined;
      const other = holder?.name ?? claimed.get(formerly);
      claimed.set(formerly, claimed.get(formerly) ?? name);
      if (other === undefined) continue;
      report(kind, name, {
        code: 'formerly-in-use',
        pointer: '/spec/formerly',
        on: 'value',
        message:
          holder === undefined
            ? `${words[kind]} "${other}" says that it was called "${formerly}", too.`
            : `"${formerly}" is declared at ${holder.origin.file}:${holder.origin.line}; the record of one machine cannot belong to two.`,
        remedy:
          holder === undefined
            ? 'one of them is new: remove its formerly'
            : 'remove formerly, or the document that still has that name',
      });
    }
  }
};
