/** What must hold after every event of every run, whatever breaks. Judged from the journals and the world, never from memory of the programs. */
import assert from 'node:assert/strict';
import { openEnvelope } from '#core/envelope/action.ts';
import { publicKeyOf } from '#core/envelope/keys.ts';
import { parseLeaf } from '#core/journal/record.ts';
import type { Envelope } from '#core/model/action.ts';
import type { Intervention } from '#core/model/intervention.ts';
import { toIso } from '#core/model/time.ts';
import { isOpen } from '#core/windows/window.ts';
import type { AgentProcess } from './agent-process.ts';
import type { Simulation } from '../simulation.ts';

export interface Witness {
  /** Every action that any agent began, with its envelope. */
  readonly begun: ReadonlyMap<string, Envelope>;
  /** Types of the fleet's journal, counted. */
  readonly events: ReadonlyMap<string, number>;
}

export interface Expectations {
  /** Set by the story when the world itself breaks these: a power cut, a split brain. */
  readonly pairKept?: boolean;
  readonly oneCopy?: boolean;
}

/** Looks on until the simulation ends. A broken invariant fails the run at the event that broke it. */
export function watch(simulation: Simulation, expectations: Expectations = {}): Witness {
  const { fleet, store, world, agents, repository } = simulation;
  const key = publicKeyOf(simulation.signer.publicKey);
  const begun = new Map<string, Envelope>();
  const events = new Map<string, number>();
  const claimed = new Set<string>();
  const settled = new Set<string>();
  const accepted = new Set<string>([simulation.pinned]);
  const read = new Map<string, number>();
  const envelopes = new Map<string, Envelope>();
  const counters = new Map<string, { epoch: number; sequence: number }>();
  let journaled = 0;

  simulation.onEvent(async () => {
    await readFleetJournal();
    for (const agent of agents.values()) readAgentJournal(agent);
    lookAtWorld();
    await lookAtInterventions();
  });

  async function readFleetJournal(): Promise<void> {
    const page = await store.journal(fleet, journaled, 1_000);
    for (const { index, leaf } of page) {
      assert.equal(index, journaled++, 'the journal counts without a gap');
      const parsed = parseLeaf(leaf);
      assert.ok(parsed.ok, `record ${index} can be read`);
      const { type, data } = parsed.entry;
      events.set(type, (events.get(type) ?? 0) + 1);
      const action = String(data['action']);
      if (type === 'action.claimed') {
        assert.ok(!claimed.has(action), `${action} was claimed twice`);
        claimed.add(action);
      }
      if (['action.done', 'action.failed', 'action.refused', 'action.unknown', 'action.void', 'action.resolved'].includes(type))
        settled.add(action);
      if (type === 'commit.accepted') accepted.add(String(data['commit']));
    }
    if (page.length === 1_000) await readFleetJournal();
  }

  function readAgentJournal(agent: AgentProcess): void {
    const from = read.get(agent.host) ?? 0;
    read.set(agent.host, agent.records.length);
    for (const record of agent.records.slice(from)) {
      switch (record.type) {
        case 'received': {
          const opened = openEnvelope(JSON.parse(record.envelope), key);
          assert.ok(opened.ok, `${agent.host} took an envelope that does not open`);
          assert.equal(opened.envelope.action, record.action);
          envelopes.set(record.action, opened.envelope);
          const last = counters.get(agent.host) ?? { epoch: 0, sequence: 0 };
          const { epoch, sequence } = record;
          assert.ok(
            epoch > last.epoch || (epoch === last.epoch && sequence > last.sequence),
            `${agent.host} went from ${last.epoch}/${last.sequence} back to ${epoch}/${sequence}`,
          );
          counters.set(agent.host, { epoch, sequence });
          break;
        }
        case 'intent':
          begins(agent, record.action);
          break;
        case 'acknowledged':
          assert.ok(
            settled.has(record.action) || record.action.startsWith('unverified:') || !claimed.has(record.action),
            `the result of ${record.action} was acknowledged and is in no journal`,
          );
          break;
        case 'commit':
          assert.ok(accepted.has(record.commit), `${agent.host} accepted ${record.commit}, the controller never did`);
          break;
        case 'result':
        case 'refused':
          break;
      }
    }
  }

  function begins(agent: AgentProcess, action: string): void {
    assert.ok(!begun.has(action), `${action} was begun twice`);
    const envelope = envelopes.get(action);
    assert.ok(envelope, `${action} was begun without an envelope`);
    begun.set(action, envelope);
    assert.equal(envelope.host, agent.host, `${action} was begun on another host`);
    assert.ok(claimed.has(action), `${action} was begun before its claim was in the journal`);
    const now = simulation.now();
    assert.ok(now < envelope.expires, `${action} was begun after it expired`);
    assert.ok(reviewed.has(envelope.commit), `${action} was begun under ${envelope.commit}, which nobody reviewed`);
    const declared = repository.fleetAt(envelope.commit)!;
    const rollout = declared.rollouts[envelope.warrant.call];
    assert.ok(rollout, `${action} was begun for no declared rollout`);
    if (envelope.order.kind !== 'update.install') return;
    const window = rollout.window === null ? null : declared.windows[rollout.window]!;
    assert.ok(window === null || isOpen(window, now), `${action} was begun at ${toIso(now)}, outside its window`);
    const target = declared.baselines[rollout.baseline]?.products[declared.hosts[agent.host]!.product];
    assert.deepEqual(envelope.order.args.target, target, `${action} installs what nobody declared`);
  }

  const { reviewed } = simulation;

  function lookAtWorld(): void {
    const { oneCopy = true, pairKept = true } = expectations;
    if (oneCopy) {
      for (const vm of Object.values(world.vms)) {
        const running = Object.values(vm.copies).filter(({ state }) => state !== 'Off');
        assert.ok(running.length <= 1, `${vm.name} runs on ${running.map(({ host }) => host).join(' and ')}`);
      }
    }
    if (!pairKept) return;
    const inMaintenance = Object.values(world.machines).filter(
      ({ name, hyperV, power }) =>
        hyperV !== null &&
        (power === 'down' ||
          Object.values(world.operations).some(
            ({ host, state, order }) =>
              host === name &&
              state === 'running' &&
              (order.kind === 'update.install' || order.kind === 'update.rollback' || order.kind === 'host.reboot'),
          )),
    );
    assert.ok(inMaintenance.length <= 1, `${inMaintenance.map(({ name }) => name).join(' and ')} are in maintenance together`);
  }

  async function lookAtInterventions(): Promise<void> {
    const rows = await store.list(fleet, 'intervention');
    const open = rows.map(({ value }) => value as Intervention).filter(({ outcome }) => outcome === null);
    const onThePair = open.filter(({ host }) => host !== 'web-01');
    assert.ok(onThePair.length <= 1, `${onThePair.map(({ id }) => id).join(' and ')} are under way on one pair`);
  }

  return { begun, events };
}
