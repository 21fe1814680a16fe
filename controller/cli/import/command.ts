/** `atlas import`: a fleet repo of what is there already. Its first plan is empty, or nothing is written. */
import { existsSync } from 'node:fs';
import { mkdir, open, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { Ajv } from 'ajv';
import { loadFleet } from '#core/declarations/load.ts';
import { commitId, namePattern } from '#core/model/ids.ts';
import { Observation } from '#core/model/observation.ts';
import { instant } from '#core/model/time.ts';
import { plan } from '#core/planner/plan.ts';
import { counted, onDisk } from '#core/views/format.ts';
import { Trouble } from '../exit-codes.ts';
import { nameFrom, nobody, whoWrites } from '../person.ts';
import type { CommonOptions, Terminal } from '../terminal.ts';
import { printJson } from '../terminal.ts';
import { listedInAnsible } from './ansible.ts';
import { listedInCsv } from './csv.ts';
import { type FoundHost, foundFrom } from './found.ts';
import { type Estate, estateOf, foundObserved } from './observed.ts';
import { filesOf } from './write.ts';

interface ImportOptions extends CommonOptions {
  readonly observations?: string;
  readonly ansible?: string;
  readonly csv?: string;
  readonly site?: string;
  readonly product?: string;
}

/** 10,000 hosts with their VMs report about 20 MiB. */
const largest = 256 * 2 ** 20;

export async function importFleet(terminal: Terminal, options: ImportOptions, dir: string): Promise<void> {
  const root = resolve(terminal.cwd, dir);
  if (existsSync(root))
    throw new Trouble('no', 'exists', `${root} exists already; nothing was written`, 'name a directory that is not there yet');
  const estate = estateOf(await hostsFrom(terminal, options));
  const fleet = options.fleet ?? nameFrom(basename(root));
  if (!new RegExp(namePattern).test(fleet))
    throw new Trouble('usage', 'bad-name', `"${fleet}" is no fleet name`, 'use a-z, 0-9 and "-": --fleet acme');
  const me = await whoWrites(root);
  const timezone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const files = filesOf(estate, { fleet, timezone, person: me ?? nobody() });
  const verdicts = firstPlan(files, estate);
  for (const [path, content] of files) {
    const target = join(root, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, content, { flag: 'wx' });
  }
  const { remarks } = estate;
  if (options.json === true) return printJson(terminal, { fleet, dir: root, files: [...files.keys()], verdicts, remarks });
  const shown = relative(terminal.cwd, root) || '.';
  const told = Object.entries(verdicts).map(([status, count]) => `${count} ${status}`);
  terminal.out(
    [
      `${shown}: ${counted(estate.hosts.length, 'host')}, ${counted(estate.vms.length, 'VM')}, in ${counted(files.size, 'file')}`,
      `first plan: no changes (${told.join(', ')})`,
      ...remarks.map((remark) => `  look at: ${remark}`),
      'Next:',
      ...(me === null ? [`  put yourself and a second person into ${join(shown, 'policy/approval-policy.yaml')}`] : []),
      `  git init ${shown}, commit, and serve it: atlas init shows an atlas.yaml`,
      `  atlas validate ${shown}   ·   atlas plan ${shown}`,
    ].join('\n'),
  );
}

async function hostsFrom(terminal: Terminal, options: ImportOptions): Promise<readonly FoundHost[]> {
  const given = (['observations', 'ansible', 'csv'] as const).filter((name) => options[name] !== undefined);
  const [source] = given;
  if (source === undefined || given.length > 1) {
    throw new Trouble(
      'usage',
      'bad-source',
      'exactly one of --observations, --ansible and --csv is needed',
      'see: atlas import --help',
    );
  }
  const file = options[source]!;
  const text = await textOf(resolve(terminal.cwd, file));
  const site = options.site ?? 'main';
  if (source === 'observations') return foundObserved(observationsIn(text, file), site);
  const listed = source === 'csv' ? listedInCsv(text, file) : listedInAnsible(text, file);
  if (listed.length === 0) throw new Trouble('no', 'bad-import', `${file} names no host`, 'see: atlas import --help');
  return foundFrom(listed, { site, product: options.product });
}

/** @throws Trouble */
async function textOf(path: string): Promise<string> {
  const file = await open(path).catch((cause: unknown) => {
    throw new Trouble('usage', 'unreadable', `${path} cannot be read`, 'name a file that is there', cause);
  });
  try {
    const { size } = await file.stat();
    if (size > largest) throw new Trouble('usage', 'too-large', `${path} is larger than ${largest / 2 ** 20} MiB`, 'split it');
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}

/** `{ observations }`, or all that `atlas plan --json` prints. @throws Trouble */
function observationsIn(text: string, file: string): Readonly<Record<string, Observation>> {
  const bad = (message: string, cause?: unknown) =>
    new Trouble('usage', 'bad-observations', `${file} ${message}`, 'write it with: atlas plan --json > file', cause);
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch (cause) {
    throw bad('cannot be read as JSON', cause);
  }
  const { observations } = ((read as { input?: unknown } | null)?.input ?? read ?? {}) as {
    observations?: Record<string, unknown>;
  };
  if (typeof observations !== 'object' || observations === null || Object.keys(observations).length === 0)
    throw bad('holds no observations');
  const valid = new Ajv({ discriminator: true, strict: false }).compile<Observation>(Observation);
  const taken: Record<string, Observation> = {};
  for (const [host, observation] of Object.entries(observations)) {
    if (!new RegExp(namePattern).test(host)) throw bad(`names a host "${host.slice(0, 100)}" that cannot be declared`);
    if (!valid(observation)) {
      const [error] = valid.errors ?? [];
      throw bad(`: ${host}${error?.instancePath ?? ''} ${error?.message ?? 'is no observation'}`);
    }
    taken[host] = observation;
  }
  return taken;
}

/** How many verdicts of which status the first plan has. @throws Trouble when it would do anything, or the files are not right. */
function firstPlan(files: ReadonlyMap<string, string>, { hosts }: Estate): Readonly<Record<string, number>> {
  const encoder = new TextEncoder();
  const declarations = [...files]
    .filter(([path]) => path.endsWith('.yaml'))
    .map(([path, text]) => ({ path, bytes: encoder.encode(text) }));
  const { fleet, problems } = loadFleet(declarations);
  if (fleet === null) {
    const [first] = problems;
    const where = first === undefined ? '' : `${first.at.file}:${first.at.line} ${first.message} ${first.remedy}`;
    throw new Trouble(
      'no',
      'bad-import',
      `nothing was written, for what would be declared is not right: ${where}`,
      'put it right at its source',
    );
  }
  const now = instant(Date.now());
  const reporting = hosts.filter((host) => host.observation !== null);
  const { verdicts } = plan({
    fleet,
    commit: commitId(onDisk),
    review: 'reviewed',
    reviewedIntent: null,
    earlier: {},
    observations: Object.fromEntries(reporting.map((host) => [host.name, host.observation!])),
    seenAt: Object.fromEntries(reporting.map((host) => [host.name, now])),
    interventions: [],
    notices: [],
    stops: [],
    now,
  });
  const counts: Record<string, number> = {};
  for (const [key, { status }] of Object.entries(verdicts)) {
    if (status === 'ready' || status === 'held' || status === 'running')
      throw new Trouble(
        'internal',
        'plan-not-empty',
        `the first plan would change ${key}; nothing was written`,
        'report this with the source',
      );
    counts[status] = (counts[status] ?? 0) + 1;
  }
  return counts;
}
