/** A renamed host or VM says what it was called; a name that somebody still has, or two claim, tells nobody apart. */
import { words } from '../registry.ts';
import type { Rule } from './ground.ts';

export const checkFormerly: Rule = (ground) => {
  for (const [kind, documents, find] of [
    ['Host', ground.hosts, ground.host],
    ['VirtualMachine', ground.vms, ground.vm],
  ] as const) {
    const claimed = new Map<string, string>();
    for (const { name, lifecycle } of documents) {
      const { formerly } = lifecycle;
      if (formerly === null || formerly === name) continue;
      const holder = find(formerly);
      const other = holder?.name ?? claimed.get(formerly);
      claimed.set(formerly, claimed.get(formerly) ?? name);
      if (other === undefined) continue;
      ground.report(kind, name, {
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
