/** The row `next-commit-10k`. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Ran, run } from '../measured-program.ts';
import { makeRepository } from '../prepare.ts';
import type { Row } from '../row.ts';
import { workload } from '../workload.ts';

const program = fileURLToPath(new URL('./next.ts', import.meta.url));
/** With their VMs and the rest some 10,000 documents. */
const hosts = 6_660;
const commits = 12;

interface Read extends Ran {
  readonly documents: number;
  /** Milliseconds. */
  readonly value: number;
  readonly cpu: number;
  readonly floor: number;
}

export const nextCommit: Row = {
  unit: 'ms',
  goal: { atMost: 100 },
  async measure({ dir: own, short }) {
    const dir = join(own, `commits-${hosts}`);
    if (!existsSync(dir)) {
      mkdirSync(join(dir, 'repository'), { recursive: true });
      writeFileSync(join(dir, 'prepared.json'), JSON.stringify(makeRepository(join(dir, 'repository'), workload(hosts).files)));
    }
    const { documents, value, cpu, floor } = run<Read>(program, [dir, String(short ? 4 : commits)]);
    return {
      value,
      floor,
      met: value <= 100,
      note: `${documents} documents, one file of 50 hosts changed; ${cpu.toFixed(0)} ms CPU of the controller`,
    };
  },
};
