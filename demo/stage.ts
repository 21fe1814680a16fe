/** Everything the story acts through: people with their clones, the running processes, the clock, and what is read back. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createWorldClient } from '#agent/adapters/world-client.ts';
import type { FaultSwitch } from '#agent/simulated-world/state.ts';
import { controlClient } from '#controller/adapters/web/client.ts';
import type { Operator } from '#controller/app/doors.ts';
import type { JournalEntry } from '#core/journal/record.ts';
import type { FleetName } from '#core/model/ids.ts';
import { duration, type Instant, instant, minute } from '#core/model/time.ts';
import type { Situation } from '#core/views/situation.ts';
import { JournalFollower } from './follow.ts';
import { type LaidOut, writeAgentYamls, writeAtlasYaml } from './lay-out.ts';
import type { Narrator } from './narrator.ts';
import { Processes, type Started } from './processes.ts';
import { StoryClock } from './story-clock.ts';
import { Teller } from './tell.ts';

/** While hosts are worked on, the story looks this often: demo time. */
const lookEvery = duration(5 * minute);
/** Real time, milliseconds. */
const agentsWithin = 120_000;
const askAgainAfter = 200;

export class Stage {
  readonly laidOut: LaidOut;
  readonly fleet: FleetName;
  readonly operator: Operator;
  readonly clock: StoryClock;
  readonly journal: JournalFollower;
  readonly narrator: Narrator;
  readonly teller: Teller;
  readonly processes: Processes;
  /** Reasons that were given already. */
  readonly told = new Set<string>();
  readonly #start: Instant;
  readonly #pace: number;
  #linesRead = 0;
  readonly #agentsWithin: number;
  readonly #signal: AbortSignal;
  #controller: Started | null = null;
  /** Called after each look, with what is new; while it works, time stands still. */
  #onLook: (fresh: readonly JournalEntry[]) => Promise<void> = () => Promise.resolve();

  #onAction: () => void = () => {};

  constructor(options: {
    readonly laidOut: LaidOut;
    readonly root: string;
    readonly start: Instant;
    /** Limits of real time count this many times. */
    readonly patience: number;
    readonly narrator: Narrator;
    /** For somebody who reads along: milliseconds a line. */
    readonly pace: number;
    readonly signal: AbortSignal;
  }) {
    const { laidOut, root, start, patience, narrator, pace, signal } = options;
    const { places, fleet } = laidOut;
    this.laidOut = laidOut;
    this.fleet = fleet.name;
    this.operator = controlClient(places.controlSocket);
    this.clock = new StoryClock(places.controlSocket, start, patience, signal);
    this.journal = new JournalFollower(this.operator, fleet.name);
    this.narrator = narrator;
    this.teller = new Teller(narrator, fleet);
    this.processes = new Processes(places.directory, root);
    this.#start = start;
    this.#pace = pace;
    this.#agentsWithin = agentsWithin * patience;
    this.#signal = signal;
  }

  /** Called when an agent has begun an action. */
  onAction(listener: () => void): void {
    this.#onAction = listener;
  }

  onLook(listener: (fresh: readonly JournalEntry[]) => Promise<void>): void {
    this.#onLook = listener;
  }

  /** The controller listens, and time stands still. */
  async startController(): Promise<void> {
    const { places } = this.laidOut;
    this.#controller = this.processes.start({
      name: 'controller',
      args: ['controller/cli.ts', 'serve', '--config', places.atlasYaml],
    });
    await this.#unlessBroken(this.clock.stand());
  }

  /** Kills the controller where it stands and starts it again. */
  async crashController(): Promise<void> {
    await this.#controller?.kill();
    await this.startController();
    await this.untilAgentsAreBack();
  }

  /** The world starts the agents of its hosts; they enrol by themselves, which takes a while. */
  async startWorld(): Promise<void> {
    const { laidOut } = this;
    const { places, repository, pinned } = laidOut;
    const port = await this.#unlessBroken(this.#agentPort());
    // a controller that starts again must be found where it was
    await writeAtlasYaml(places, { fleet: this.fleet, url: repository.url, pinned, start: this.#start, port });
    await writeAgentYamls(laidOut, port);
    this.processes.start({ name: 'world', args: ['agent/simulated-world/main.ts', places.world.config] });
  }

  /** The controller answers a moment before it has written down where its agents find it. */
  async #agentPort(): Promise<number> {
    const file = join(this.laidOut.places.state, 'listening.json');
    const giveUpAt = Date.now() + this.#agentsWithin;
    for (;;) {
      const port = await readFile(file, 'utf8').then(portIn, () => null);
      if (port !== null) return port;
      if (Date.now() >= giveUpAt) throw new Error(`the controller does not say in ${file} where it listens`);
      await sleep(askAgainAfter, undefined, { signal: this.#signal });
    }
  }

  /** Every host that is up has reported to the controller that runs now. */
  async untilAgentsAreBack(): Promise<void> {
    const giveUpAt = Date.now() + this.#agentsWithin;
    for (;;) {
      const [agents, up] = await this.#unlessBroken(Promise.all([this.operator.agents(this.fleet), this.hostsUp()]));
      const connected = new Set<string>(agents.flatMap(({ host, state }) => (state === 'connected' ? [host] : [])));
      const away = up.filter((host) => !connected.has(host));
      if (up.length > 0 && away.length === 0) return;
      if (Date.now() >= giveUpAt) throw new Error(`no word from ${away.join(', ') || 'the world'} for too long`);
      await sleep(askAgainAfter, undefined, { signal: this.#signal });
    }
  }

  /** Hosts with a running agent, as the world says. */
  async hostsUp(): Promise<readonly string[]> {
    try {
      const { up } = (await this.#world().call('/v1/state', {})) as { up: readonly string[] };
      return up;
    } catch {
      return []; // it is only starting
    }
  }

  async breakOnPurpose(fault: FaultSwitch): Promise<void> {
    await this.#world().call('/v1/faults', { fault });
  }

  /** The controller looks at the Git server now. */
  async nudge(): Promise<Situation> {
    await this.operator.nudge(this.fleet);
    return this.situation();
  }

  async situation(): Promise<Situation> {
    const situation = await this.operator.situation(this.fleet);
    this.teller.know(situation.input.fleet);
    return situation;
  }

  async look(): Promise<readonly JournalEntry[]> {
    const fresh = await this.#unlessBroken(this.journal.read());
    for (const entry of fresh) this.teller.tell(entry);
    if (fresh.some(({ type }) => type === 'action.started')) this.#onAction();
    await this.#onLook(fresh);
    const { lines } = this.narrator;
    if (this.#pace > 0) await sleep((lines - this.#linesRead) * this.#pace, undefined, { signal: this.#signal });
    this.#linesRead = lines;
    return fresh;
  }

  /** Lets time pass, in one go. */
  async passTo(at: Instant): Promise<void> {
    await this.#whileNotStopped(() => this.clock.passUntil(at));
    await this.look();
  }

  /** Lets time pass in steps. @returns whether `done` came before `end` */
  async passUntil(end: Instant, done: () => boolean): Promise<boolean> {
    await this.look();
    while (!done()) {
      if (this.clock.now() >= end) return false;
      const step = instant(Math.min(end, this.clock.now() + lookEvery));
      await this.passTo(step);
    }
    return true;
  }

  /** Somebody at another terminal has stopped work: the story waits for them, and so does time. */
  async #whileNotStopped<T>(go: () => Promise<T>): Promise<T> {
    while (this.journal.of('stop.ordered').length > this.journal.of('stop.lifted').length) {
      await sleep(askAgainAfter, undefined, { signal: this.#signal });
      await this.look();
    }
    return this.#unlessBroken(go());
  }

  async #unlessBroken<T>(work: Promise<T>): Promise<T> {
    this.#signal.throwIfAborted();
    const { promise, reject } = Promise.withResolvers<never>();
    const stop = () => reject(this.#signal.reason as Error);
    this.#signal.addEventListener('abort', stop, { once: true });
    try {
      return await Promise.race([work, this.processes.broken, promise]);
    } finally {
      this.#signal.removeEventListener('abort', stop);
    }
  }

  #world() {
    return createWorldClient(this.laidOut.places.world.socket);
  }
}

/** Null = it is not written to its end. */
function portIn(text: string): number | null {
  try {
    return (JSON.parse(text) as { agents: number }).agents;
  } catch {
    return null;
  }
}
