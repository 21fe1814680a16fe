/** What calls for work is named in every intervention: rollouts, migrations and replication policies share one list of names. */
import { words } from '../registry.ts';
import type { Rule } from './ground.ts';

export const checkCallNames: Rule = ({ fleet, report }) => {
  const calls = [
    ['PatchRollout', fleet.rollouts],
    ['Migration', fleet.migrations],
    ['ReplicationPolicy', fleet.replicationPolicies],
  ] as const;
  const taken = new Map<string, { readonly kind: (typeof calls)[number][0]; readonly file: string; readonly line: number }>();
  for (const [kind, documents] of calls)
    for (const { name, origin } of Object.values(documents)) {
      const other = taken.get(name);
      if (other === undefined) taken.set(name, { kind, file: origin.file, line: origin.line });
      else {
        report(kind, name, {
          code: 'name-taken',
          pointer: '/metadata/name',
          on: 'value',
          message: `the ${words[other.kind]} at ${other.file}:${other.line} is called "${name}", too; work done in that name could not be told apart.`,
          remedy: 'rename the one that has not begun; rollouts, migrations and replication policies share their names',
        });
      }
    }
};
