/** `npm start -- --once` as its user runs it: real processes, real Git, real TLS; once in peace and once with two of them killed. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
/** Milliseconds; the story takes about a minute on an idle machine. */
const patience = 280_000;
/** Lines a reader can follow. */
const mostLines = 200;

interface Run {
  readonly code: number | null;
  readonly output: string;
}

/** @param during is called once, when the output first matches `at` */
async function demo(
  args: readonly string[],
  at: RegExp | null = null,
  during: (pid: number) => void = () => undefined,
): Promise<Run> {
  const child = spawn(process.execPath, [join(root, 'demo/start.ts'), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let waiting = at;
  const hear = (text: string) => {
    output += text;
    if (waiting === null || !waiting.test(output)) return;
    waiting = null;
    during(child.pid!);
  };
  child.stdout.setEncoding('utf8').on('data', hear);
  child.stderr.setEncoding('utf8').on('data', hear);
  const { promise, resolve } = Promise.withResolvers<number | null>();
  child.once('close', resolve);
  return { code: await promise, output };
}

/** Command lines of running processes that name the directory. */
function runningIn(directory: string): readonly string[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry) && Number(entry) !== process.pid)
    .flatMap((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
        return command.includes(directory) ? [command] : [];
      } catch {
        return []; // gone meanwhile
      }
    });
}

describe('npm start', function () {
  this.timeout(patience);
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'atlas-e2e-'));
  });
  afterEach(() => {
    if (existsSync('/proc/self')) assert.deepEqual(runningIn(directory), [], 'something was left running');
    rmSync(directory, { recursive: true, force: true });
  });

  const held = (run: Run) => {
    assert.equal(run.code, 0, run.output);
    assert.doesNotMatch(run.output, /BROKEN|broke off/);
    for (const promise of ['replication is as declared', 'who has migrated serves', 'no VM ever ran twice', 'every step on a VM'])
      assert.match(run.output, new RegExp(`held +${promise}`));
    assert.ok(run.output.split('\n').length <= mostLines, `${run.output.split('\n').length} lines`);
  };

  it('tells how a reviewed commit patches a fleet, and every promise holds', async () => {
    const run = await demo(['--once', '--busy', '--dir', directory]);
    held(run);
    const story = [
      /REFUSED .* is not reviewed/,
      /REFUSED[\s\S]*marc wrote or committed \w+ and cannot approve it/,
      /IN FORCE .*approved by claire and ines/,
      /NOTICE .*14 hosts/,
      /lyo-bi-sql-01 +done, its replication is as declared: every 30 s, 8 recovery points/,
      /lyo-sql-01 +done, its failover is tested on lyo-hv-02, and the test VM deleted/,
      /Saturday 21 November 2026[\s\S]*par-hv-02 +moves its VMs to par-hv-01/,
      /3 of 14 hosts on the builds of November/,
      /Saturday 28 November 2026[\s\S]*lyo-app-01 +rolled-back: verify: service W3SVC is stopped/,
      /HALTED +ring "early" halts/,
      /lyo-app-01 +done, verified on 26100\.34102/,
      /Saturday 5 December 2026[\s\S]*par-hv-01 +done, verified on 20348\.5622/,
      /Monday 21 December 2026[\s\S]*IN FORCE .*approved by ines\n.*NOTICE .*the move of 3 VMs/,
      /par-erp-app-01 +waits[\s\S]*Christmas trade[\s\S]*have 14 days/,
      /Saturday 9 January 2027[\s\S]*par-erp-app-01 +is copied from par-hv-03 to lyo-hv-03 while it runs/,
      /par-erp-app-01 +done, runs on lyo-hv-03; par-hv-03 holds its replica, the way back/,
      /forecast +the rest of the migration[\s\S]*wave "database": migrate, par-erp-db-01: Sat 16 Jan 21:00/,
      /erp-to-lyon +applications +2 of 2 +done/,
      /because +baselines\/2026-11\.yaml:17/,
      /journal of fleet acme holds/,
      /journal of fleet acme does not hold/,
    ];
    let from = 0;
    for (const line of story) {
      const found = line.exec(run.output.slice(from));
      assert.ok(found, `${line} is missing, or not in its place:\n${run.output}`);
      from += found.index;
    }
  });

  it('ends as well when an agent and the controller are killed in the middle of a step', async () => {
    const run = await demo(['--once', '--chaos', '--busy', '--dir', directory]);
    held(run);
    assert.match(run.output, /kill -9 the agent of [a-z0-9-]+ in the middle of install/);
    assert.match(run.output, /kill -9 the controller in the middle of install/);
    assert.match(run.output, /held +no step is started twice/);
  });

  it('stops in order on Ctrl-C, also when it comes twice', async () => {
    const run = await demo(['--busy', '--dir', directory], /IN FORCE/, (pid) => {
      process.kill(pid, 'SIGINT');
      process.kill(pid, 'SIGINT');
    });
    assert.equal(run.code, 1, run.output);
    assert.match(run.output, /stopping: agents, world, controller/);
  });
});
