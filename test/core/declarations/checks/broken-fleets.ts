/** Fleets that are broken in one way each: the tiny fleet with edits, and what must be said of it, where. */
import assert from 'node:assert/strict';
import { loadFleet } from '#core/declarations/load.ts';
import { isError } from '#core/model/problem.ts';
import { tinyFiles, tinyFleet } from '#test/fleets.ts';

export interface Broken {
  readonly name: string;
  /** `[text in the file, what stands there instead]`; the first occurrence. */
  readonly edits?: Readonly<Record<string, readonly (readonly [string, string])[]>>;
  /** Files besides those of the tiny fleet; edits apply to them too. */
  readonly add?: Readonly<Record<string, string>>;
  /** `file:line:column code`, all of them, in reading order; a warning with `?` after it. */
  readonly expected: readonly string[];
  /** Words of the message and remedy of the first problem. */
  readonly says?: readonly string[];
}

export function describeBroken(title: string, cases: readonly Broken[]): void {
  describe(title, () => {
    for (const { name, edits = {}, add = {}, expected, says = [] } of cases) {
      it(name, () => {
        const files: Record<string, string> = { ...add };
        for (const [file, changes] of Object.entries(edits)) {
          let text = files[file] ?? tinyFiles[file]!;
          for (const [from, to] of changes) {
            assert.ok(text.includes(from), `${file} has no ${from}`);
            text = text.replace(from, () => to);
          }
          files[file] = text;
        }
        const { fleet, problems } = loadFleet(tinyFleet(files));
        assert.deepEqual(
          problems.map((one) => `${one.at.file}:${one.at.line}:${one.at.column} ${one.code}${isError(one) ? '' : '?'}`),
          expected,
          JSON.stringify(problems, null, 1),
        );
        assert.equal(fleet === null, problems.some(isError), 'what is only told refuses nothing');
        const said = `${problems[0]?.message} ${problems[0]?.remedy}`;
        for (const words of says) assert.ok(said.includes(words), `${JSON.stringify(words)} is not in ${JSON.stringify(said)}`);
        for (const { length, message, remedy } of problems) assert.ok(length >= 1 && message !== '' && remedy !== '', message);
      });
    }
  });
}

/** One document; `spec` is YAML, indented here. */
export function document(kind: string, name: string, spec: string): string {
  return `apiVersion: atlas/v1\nkind: ${kind}\nmetadata: { name: ${name} }\nspec:\n${spec.replaceAll(/^(?=.)/gm, '  ')}\n`;
}

export const documents = (...all: readonly string[]): string => all.join('---\n');

/** A second pair of Hyper-V hosts in the same site, in no ring: `labels` keeps them in the rollout's. */
export const newPair = documents(
  ...(['hv-03 hv-04 a', 'hv-04 hv-03 b'] as const).map((row) => {
    const [host, partner, digit] = row.split(' ');
    return document(
      'Host',
      host!,
      `site: par
product: windows-server-2022
labels: { ring: all }
agent: { key: "sha256:${digit!.repeat(64)}" }
partner: ${partner}
hyperV: { reserve: 4GiB, memory: 64GiB, switches: { LAN: [10, 20], Lab: [] }, vmVersions: ["9.0", "10.0"] }`,
    );
  }),
);

/** Moves db-01 and app-01 to the new pair, in two waves. */
export const migration = document(
  'Migration',
  'to-new-pair',
  `method: planned-failover
window: saturday-night
waves:
  - { name: first, vms: [db-01], to: { host: hv-03 }, soak: P3D }
  - { name: rest, vms: [app-01], to: { host: hv-04 } }
verify: { within: PT20M }
onFailure: fail-back-and-halt
keepSource: P7D`,
);
