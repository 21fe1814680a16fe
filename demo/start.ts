/** `npm start`: the whole of ATLAS Orchestrator on one machine, told in demo time. Exit: 0 all promises held, 1 not, 2 usage. */
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import { join, relative } from 'node:path';
import { openJournal } from '#agent/adapters/state/journal.ts';
import type { JournalRecord } from '#agent/app/ports.ts';
import { renderStatus } from '#core/views/status.ts';
import { counted } from '#core/views/format.ts';
import { unleashChaos } from './chaos.ts';
import { layOut, type LaidOut, tidyUp } from './lay-out.ts';
import { Narrator, screenOf } from './narrator.ts';
import { type Options, optionsOf, usage } from './options.ts';
import { earlierDemo } from './processes.ts';
import { judge } from './promises.ts';
import { proofsOf } from './proofs.ts';
import { Stage } from './stage.ts';
import { StoryBroke, storyStart, takeover, tellStory, unlucky } from './story.ts';
import { Stalled } from './story-clock.ts';

const root = join(import.meta.dirname, '..');
/** Seconds of real time, on a machine that has nothing else to do. */
const firstActionWithin = 30;
const exit = { held: 0, broken: 1, usage: 2 } as const;
/** Ctrl-C reaches us from the terminal and again from npm; a second one within this time is the same one. Milliseconds. */
const sameSignalWithin = 1_000;
/** How many times more work than processors this machine had before anything was started here. */
const busyAtStart = loadavg()[0]! / availableParallelism();
/** Milliseconds a line, for somebody who watches. */
const readingPace = 250;
/** A demo's directory holds one of these, or nothing; anything else is somebody's and is not removed. */
const ours = ['processes.json', 'atlas.yaml'];

const { promise: interrupted, resolve: interrupt } = Promise.withResolvers<void>();
const stop = new AbortController();

async function main(): Promise<number> {
  const options = called();
  if (options === null) return exit.usage;
  if (options === 'help') return say(usage, exit.held);
  const { directory } = options;
  if (earlierDemo(directory) === 'running')
    return say(`a demo already runs in ${directory}. Stop it with Ctrl-C, or choose another place: --dir DIR`, exit.usage);
  if (!(await removable(directory))) return say(`${directory} holds other things than a demo; choose an empty place`, exit.usage);
  const startedAt = performance.now();
  const laidOut = await layOut({ directory, example: join(root, 'fleet-example'), start: storyStart });
  const narrator = new Narrator(screenOf(process.stdout), laidOut.fleet.timezone);
  const stage = new Stage({
    laidOut,
    root,
    start: storyStart,
    patience: options.patience,
    narrator,
    pace: options.once || !process.stdout.isTTY ? 0 : readingPace,
    signal: stop.signal,
  });
  const lastResort = () => stage.processes.killAll();
  process.once('exit', lastResort);
  try {
    return await perform(stage, options, startedAt);
  } catch (error) {
    if (stop.signal.aborted) return exit.broken;
    narrator.tell(`\nThe story broke off: ${reasonOf(error)}`, 'bad');
    narrator.tell(`What the processes said is in ${shown(directory)}: controller.log, world.log, world/agents/*.log`, 'quiet');
    return exit.broken;
  } finally {
    if (stop.signal.aborted) narrator.tell('\nstopping: agents, world, controller …', 'quiet');
    await stage.processes.stop();
    await tidyUp(laidOut.places);
    process.off('exit', lastResort);
  }
}

async function perform(stage: Stage, options: Options, startedAt: number): Promise<number> {
  const { narrator, laidOut } = stage;
  const seconds = () => (performance.now() - startedAt) / 1_000;
  let firstActionAfter = Infinity;
  narrator.tell(
    `ATLAS Orchestrator: the fleet "${stage.fleet}" of fleet-example/ is patched on three Saturdays, then its ERP moves.`,
  );
  await stage.startController();
  await stage.startWorld();
  const hosts = Object.keys(laidOut.fleet.hosts).length;
  narrator.tell(
    `A Git repository with signed commits, a controller and a simulated world run (${seconds().toFixed(0)} s); ${counted(hosts, 'agent')} start, each a process with a key of its own.`,
  );
  narrator.tell(`Ask them from another terminal: ${atlas(laidOut)} status`, 'quiet');
  if (options.chaos) unleashChaos(stage);
  stage.onAction(() => {
    firstActionAfter = Math.min(firstActionAfter, seconds());
  });
  const told = await tellStory(stage);
  const situation = await stage.situation();
  narrator.title('$ atlas status');
  narrator.show(
    renderStatus(situation, await stage.operator.agents(stage.fleet), {
      zone: laidOut.fleet.timezone,
      width: narrator.width,
      colour: narrator.colour,
    }),
  );
  const proofs = await proofsOf(stage, { action: `${unlucky.host}/install`, move: takeover, root });
  const judged = judge({
    told,
    pinned: laidOut.pinned,
    unlucky: unlucky.host,
    journal: stage.journal.entries(),
    agentJournals: await agentJournals(laidOut),
    situation,
    proofs,
    firstActionAfter,
    firstActionWithin: Math.ceil(firstActionWithin * Math.max(options.patience, busyAtStart)),
    chaos: options.chaos,
  });
  narrator.title(`What was promised (${seconds().toFixed(0)} s, first action after ${firstActionAfter.toFixed(0)} s)`);
  for (const { promise, broken } of judged) {
    narrator.tell(`${broken.length === 0 ? 'held  ' : 'BROKEN'}  ${promise}`, broken.length === 0 ? 'good' : 'bad');
    for (const what of broken.slice(0, 5)) narrator.tell(`        ${what}`, 'bad');
  }
  const allHeld = judged.every(({ broken }) => broken.length === 0);
  if (!options.once) await stay(stage);
  return allHeld ? exit.held : exit.broken;
}

/** Time stands still now; everything can be asked. */
async function stay({ narrator, laidOut, processes }: Stage): Promise<void> {
  narrator.title('It stays up until Ctrl-C. From another terminal:');
  for (const command of [
    'status',
    'plan',
    'explain lyo-hv-04',
    `trace ${unlucky.host}/install`,
    'explain par-erp-db-01',
    `trace ${takeover}`,
    'history --host par-hv-02',
    'stop --why "storage alarm"',
  ])
    narrator.tell(`  ${atlas(laidOut)} ${command}`);
  await Promise.race([interrupted, processes.broken]);
}

function atlas({ places }: LaidOut): string {
  return `npm run -s atlas -- --config ${shown(places.atlasYaml)}`;
}

function shown(path: string): string {
  const near = relative(process.cwd(), path);
  return near.startsWith('..') ? path : near;
}

/** Of copies: the journals belong to agents that run. */
async function agentJournals({ places, fleet }: LaidOut): Promise<Readonly<Record<string, readonly JournalRecord[]>>> {
  const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  const read = Object.keys(fleet.hosts).map(async (host) => {
    const copy = join(places.directory, 'agent-journals', host);
    await mkdir(copy, { recursive: true });
    await copyFile(join(places.agents, host, 'journal'), join(copy, 'journal'));
    const journal = await openJournal(copy, quiet);
    await journal.close();
    return [host, journal.records] as const;
  });
  return Object.fromEntries(await Promise.all(read));
}

async function removable(directory: string): Promise<boolean> {
  if (!existsSync(directory)) return true;
  const inside = await readdir(directory);
  return inside.length === 0 || inside.some((name) => ours.includes(name));
}

function reasonOf(error: unknown): string {
  if (error instanceof StoryBroke || error instanceof Stalled) return error.message;
  return error instanceof Error ? error.message : String(error);
}

function called(): Options | 'help' | null {
  try {
    return optionsOf(process.argv.slice(2), root);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}\n`);
    return null;
  }
}

function say(text: string, code: number): number {
  process.stderr.write(`${text}\n`);
  return code;
}

let lastSignal = -Infinity;
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(name, () => {
    const again = performance.now() - lastSignal;
    lastSignal = performance.now();
    // somebody who insists gets their prompt back: what still runs is killed on the way out
    if (stop.signal.aborted && again > sameSignalWithin) process.exit(exit.broken);
    interrupt();
    stop.abort(new Error('interrupted'));
  });
}
process.exitCode = await main();
