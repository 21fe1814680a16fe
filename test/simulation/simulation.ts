/**
 * The whole loop in one process: real controller, real agents, the simulated world, and fakes for everything that would
 * bring in time or chance of its own. A run follows from its seed and its story, to the last byte of every journal.
 */
import { createLocalWorldClient } from '#agent/simulated-world/local-client.ts';
import { describe as describeWorld } from '#agent/simulated-world/describe.ts';
import type { WorldClient } from '#agent/simulated-world/protocol.ts';
import { advance, createWorld, nextDue, runningAgents, type WorldState } from '#agent/simulated-world/world.ts';
import type { Controller } from '#controller/app/controller.ts';
import type { Log, Signer, Store } from '#controller/app/ports.ts';
import { openSqliteStore } from '#controller/adapters/store/sqlite.ts';
import { keyIdOf, publicKeyOf, signEd25519 } from '#core/envelope/keys.ts';
import { sha256 } from '#core/digest.ts';
import { type CommitId, type FleetName, fleetName, type HostName } from '#core/model/ids.ts';
import { after, type Duration, duration, type Instant, minute, second, soonest } from '#core/model/time.ts';
import type { Verdict } from '#core/model/plan.ts';
import { keyFor } from '#test/git.ts';
import { createPublicKey } from 'node:crypto';
import { type AgentProcess, createAgentProcess } from './parts/agent-process.ts';
import { type Chance, chance } from './parts/chance.ts';
import { type ControllerProcess, createControllerProcess } from './parts/controller-process.ts';
import { createAuthority } from './parts/identities.ts';
import { calmNetwork, createNetwork, type Network, type NetworkSwitches } from './parts/network.ts';
import { createRepository, type Repository } from './parts/repository.ts';
import { buildsBefore, firstFiles } from './parts/tiny.ts';
import { createTime, type Time } from './parts/time.ts';

export interface SimulationOptions {
  readonly seed: string;
  readonly start: Instant;
  /** Time goes to every instant anybody waits for, as real time does; otherwise over idle waits, as the demo's. */
  readonly everyInstant?: boolean;
  readonly network?: Partial<NetworkSwitches>;
  /** As `parts/agent-process.ts` and `parts/controller-process.ts` say. */
  readonly agents?: Partial<Simulation['switches']['agents']>;
  readonly controller?: Partial<Simulation['switches']['controller']>;
  /** The first commit's files. */
  readonly files?: Readonly<Record<string, string>>;
  /** Where the controller's database stands; in memory when left out. */
  readonly database?: string;
}

export interface LogEntry {
  readonly at: Instant;
  readonly who: string;
  readonly level: 'info' | 'warn' | 'error';
  readonly sentence: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface Simulation {
  readonly fleet: FleetName;
  readonly pinned: CommitId;
  readonly time: Time;
  readonly chance: Chance;
  readonly network: Network;
  /** What breaks by chance; may be turned on the way. */
  readonly switches: {
    readonly network: NetworkSwitches;
    readonly agents: { crash: number };
    readonly controller: { crash: number; writeTakes: number; full: boolean };
  };
  readonly repository: Repository;
  /** Commits that the story knows to be reviewed, whatever the programs come to believe. */
  readonly reviewed: ReadonlySet<CommitId>;
  readonly store: Store;
  readonly signer: Signer & { readonly privatePem: string };
  readonly world: WorldState;
  readonly controller: ControllerProcess;
  readonly agents: ReadonlyMap<HostName, AgentProcess>;
  readonly log: readonly LogEntry[];
  /** Called after everything that happens. */
  onEvent(look: () => Promise<void> | void): void;
  now(): Instant;
  /** Something of the story, at its time. */
  at(when: Instant, happening: () => unknown): void;
  /** The controller's doors. @throws Error while it is down */
  door(): Controller;
  /** Lands a change, approved by somebody else, and says so to the controller. */
  landReviewed(files: Readonly<Record<string, string | null>>, message: string): CommitId;
  /**
   * Goes on until `enough` holds (looked at after every event), nothing more happens, or so much time has passed.
   * @returns which of them
   */
  run(limit: Duration, enough?: () => boolean): Promise<'enough' | 'quiet' | 'limit'>;
  /** The verdicts of the present plan; null while there is none. */
  verdicts(): Promise<Readonly<Record<string, Verdict>> | null>;
  /** With the controller down and its database closed: for those who write into it. */
  atNight(work: () => void): Promise<void>;
  /** Digest of every journal, byte by byte. */
  digest(): Promise<string>;
  close(): Promise<void>;
}

const looksWithin = duration(minute + second);

const agentsOf = (world: WorldState): readonly HostName[] => Object.keys(world.machines).sort() as HostName[];

export async function simulate(options: SimulationOptions): Promise<Simulation> {
  const { seed } = options;
  const fleet = fleetName('tiny');
  const time = createTime(options.start, chance(seed, 'time'), { everyInstant: options.everyInstant ?? false });
  const { clock } = time;
  const switches: Simulation['switches'] = {
    network: { ...calmNetwork, ...options.network },
    agents: { crash: 0, ...options.agents },
    controller: { crash: 0, writeTakes: 0, full: false, ...options.controller },
  };
  const network = createNetwork({ clock, chance: chance(seed, 'network'), switches: switches.network });
  const repository = createRepository(fleet, options.files ?? firstFiles, 'marc', () => clock.now());
  const pinned = repository.head();
  const reviewed = new Set([pinned]);
  const signer = makeSigner();
  const openStore = () =>
    openSqliteStore({
      path: options.database ?? ':memory:',
      group: 'microtask',
      signer,
      origin: 'simulation',
      now: () => clock.now(),
    });
  let opened = openStore();
  const store: Store = {
    get: (...row) => opened.get(...row),
    list: (...rows) => opened.list(...rows),
    commit: (batch) => opened.commit(batch),
    takeOver: (of) => opened.takeOver(of),
    journal: (...page) => opened.journal(...page),
    head: (of) => opened.head(of),
    heads: (...range) => opened.heads(...range),
    close: () => opened.close(),
  };
  const log: LogEntry[] = [];
  const lookers: (() => Promise<void> | void)[] = [];
  const failures: unknown[] = [];

  const declared = repository.fleetAt(pinned);
  if (declared === null) throw new Error('the first commit does not check');
  const world = createWorld(describeWorld(declared, { builds: buildsBefore(declared), seed, now: options.start }));
  const inProcess = createLocalWorldClient(world);
  const followPower = () => {
    const up = new Set(runningAgents(world));
    for (const agent of agents.values()) agent.power(up.has(agent.host));
  };
  const worldClient: WorldClient = {
    async call(path, body) {
      const answer = await inProcess.call(path, body);
      followPower();
      return answer;
    },
  };
  // Agents look at their hosts every minute: time stops there as well after the world has changed by itself.
  let lookedAt: Instant | null = null;
  time.follow({
    due: () => soonest([nextDue(world), lookedAt]),
    pass(now) {
      if ((nextDue(world) ?? Infinity) <= now) lookedAt = after(now, looksWithin);
      else if (lookedAt !== null && lookedAt <= now) lookedAt = null;
      advance(world, now);
      followPower();
    },
  });

  const controller = createControllerProcess({
    fleet,
    pinned,
    store,
    source: repository.source,
    authority: createAuthority(() => clock.now()),
    signer,
    clock,
    chance: chance(seed, 'controller'),
    log: logOf('controller', log, clock),
    network,
    switches: switches.controller,
    failed: (error) => failures.push(error),
  });

  const agents = new Map(
    agentsOf(world).map((host): [HostName, AgentProcess] => [
      host,
      createAgentProcess({
        fleet,
        host,
        pinned,
        clock,
        chance: chance(seed, `agent ${host}`),
        network,
        world: worldClient,
        log: logOf(host, log, clock),
        switches: switches.agents,
        token: async () => {
          if (declared.hosts[host]?.agentKey !== null) return null;
          // a person asks the controller for one until it answers
          for (;;) {
            const door = controller.door?.health()[0]?.ready === true ? controller.door : null;
            const asked = door?.operator.token(fleet, { host, by: 'marc' }).then(({ token }) => token) ?? null;
            const patience = clock.until(after(clock.now(), 2_000 as Duration)).then(() => null);
            const token = await Promise.race([asked ?? patience, patience]);
            if (token !== null) return token;
          }
        },
        failed: (who, error) => failures.push(new Error(`the agent of ${who} ended`, { cause: error })),
      }),
    ]),
  );

  const looked = async () => {
    if (failures.length > 0) throw failures[0];
    for (const look of lookers) await look();
  };

  controller.start();
  followPower();
  await time.settle();
  await looked();

  const simulation: Simulation = {
    fleet,
    pinned,
    time,
    chance: chance(seed, 'story'),
    network,
    switches,
    repository,
    reviewed,
    store,
    signer,
    world,
    controller,
    agents,
    log,
    onEvent: (look) => void lookers.push(look),
    now: () => clock.now(),
    at: (when, happening) => void clock.until(when).then(happening),
    door() {
      if (controller.door === null) throw new Error('the controller is down');
      return controller.door;
    },
    landReviewed(files, message) {
      const from = repository.head();
      const to = repository.land({ files, by: 'marc', message });
      repository.approve({ from, to, by: 'ines' });
      reviewed.add(to);
      void controller.door?.poll();
      return to;
    },
    async run(limit, enough = () => false) {
      const end = after(clock.now(), limit);
      await time.settle();
      while (!enough()) {
        if (!(await time.step(end))) return clock.now() >= end ? 'limit' : 'quiet';
        await looked();
      }
      return 'enough';
    },
    async verdicts() {
      if (controller.door?.health()[0]?.ready !== true) return null;
      return (await controller.door.operator.situation(fleet)).plan.verdicts;
    },
    async atNight(work) {
      controller.crash({ stayDown: true });
      await store.close();
      try {
        work();
      } finally {
        opened = openStore();
      }
      controller.start();
      await time.settle();
    },
    async digest() {
      const journals: string[] = [];
      for (let from = 0; ; from += 1_000) {
        const page = await store.journal(fleet, from, 1_000);
        journals.push(...page.map(({ leaf }) => leaf));
        if (page.length < 1_000) break;
      }
      for (const agent of agents.values()) journals.push(agent.host, ...agent.records.map((record) => JSON.stringify(record)));
      return sha256(journals.join('\n'));
    },
    close: () => store.close(),
  };
  return simulation;
}

function makeSigner(): Signer & { readonly privatePem: string } {
  const { privateKey } = keyFor('controller of the simulation');
  const privatePem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString();
  return { privatePem, publicKey, keyId: keyIdOf(publicKeyOf(publicKey)), sign: (bytes) => signEd25519(privatePem, bytes) };
}

function logOf(who: string, entries: LogEntry[], clock: { now(): Instant }): Log {
  const write =
    (level: LogEntry['level']) =>
    (sentence: string, fields: Readonly<Record<string, unknown>> = {}) =>
      void entries.push({ at: clock.now(), who, level, sentence, fields });
  return { debug() {}, info: write('info'), warn: write('warn'), error: write('error') };
}
