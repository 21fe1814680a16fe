/** What people on call may ask and order. Anyone on call may stop; only Git may start. */
import { sha256 } from '#core/digest.ts';
import { personBehind, pseudonym } from './people.ts';
import type { FleetName, HostName } from '#core/model/ids.ts';
import type { StepRecord } from '#core/model/intervention.ts';
import { hour, after } from '#core/model/time.ts';
import { nearest } from '#core/declarations/nearest.ts';
import { declaredOf } from '#core/views/declared.ts';
import { recordText } from '#core/views/record.ts';
import type { AgentView, HistoryEntry, Situation } from '#core/views/situation.ts';
import { type Operator, Refused } from './doors.ts';
import { isRetired } from './agent-keys.ts';
import { findFleet } from './find-fleet.ts';
import { planInput, predicateOf, type FleetState } from './fleet-state.ts';
import { type Clock, Fault, type JournalEntry, type Random, type Signer, type Store } from './ports.ts';
import { reviewedLine } from './lineage.ts';
import { entryOf } from './read-journal.ts';
import type { Served } from './serve-fleet.ts';
import { findStep, replaceStep } from './take-outcome.ts';
import { traceOf } from './trace-action.ts';

interface Ports {
  readonly clock: Clock;
  readonly random: Random;
  readonly store: Store;
  readonly signer: Signer;
}

export interface OperatorOptions {
  /** An agent silent for longer than this is shown as silent. */
  readonly silentAfter: number;
}

const journalPage = 1_000;
const whyLimit = 500;

export function createOperator(served: ReadonlyMap<FleetName, Served>, ports: Ports, options: OperatorOptions): Operator {
  const find = (fleet: string): Served => findFleet(served, fleet);
  const because = (why: string): string => {
    const text = why.trim();
    if (text === '') throw new Refused(400, 'why-missing', 'say why: it is journaled, and the next person reads it');
    return text.slice(0, whyLimit);
  };
  const declared = (state: FleetState, host: string): HostName => {
    const hosts = state.fleet?.hosts ?? {};
    if (Object.hasOwn(hosts, host)) return host as HostName;
    const near = nearest(host, Object.keys(hosts));
    throw new Refused(
      404,
      'unknown-host',
      `host "${host.slice(0, 63)}" is not declared in ${state.name}${near ? `; did you mean "${near}"?` : ''}`,
    );
  };

  return {
    fleets: async () => [...served.keys()],

    async situation(fleet) {
      const one = find(fleet);
      await one.planned();
      const { state } = one;
      const input = planInput(state, ports.clock.now());
      if (input === null || state.plan === null) {
        throw new Refused(
          503,
          'fleet-not-read',
          state.sourceTrouble?.message ?? `the declarations of ${fleet} have not been read yet`,
        );
      }
      const accepted = state.accepted.get(state.commit);
      return {
        input,
        // as it is now: its verdicts change with the next
        plan: { ...state.plan, verdicts: { ...state.plan.verdicts } },
        inForce: { commit: state.commit, acceptedAt: accepted?.at ?? null, review: predicateOf(accepted) },
        pending: state.pending,
        sourceTrouble: state.sourceTrouble,
      } satisfies Situation;
    },

    async agents(fleet) {
      const { state } = find(fleet);
      const now = ports.clock.now();
      return Object.values(state.fleet?.hosts ?? {})
        .flatMap(({ name, lifecycle }) => (lifecycle.retired === null ? [name] : []))
        .sort()
        .map((name): AgentView => {
          const host: HostName = name;
          const row = state.agents.get(host);
          const presence = state.presence.get(host);
          const silent = presence !== undefined && now - presence.seenAt > options.silentAfter;
          return {
            host,
            state:
              !row || isRetired(row, row.key, state.fleet?.hosts[host]?.agentKey ?? null)
                ? 'not-enrolled'
                : row.revoked
                  ? 'revoked'
                  : !presence
                    ? 'never-seen'
                    : silent
                      ? 'silent'
                      : 'connected',
            seenAt: presence?.seenAt ?? null,
            keyFingerprint: row?.key ?? null,
            certificateEnds: row?.certificateEnds ?? null,
            commit: (presence?.commit as AgentView['commit']) ?? null,
            version: presence?.version ?? null,
          };
        });
    },

    async blame(fleet, resource) {
      const one = find(fleet);
      await one.planned();
      const input = planInput(one.state, ports.clock.now());
      const verdict = one.state.plan?.verdicts[resource];
      const declared = input && verdict ? declaredOf(input, resource, verdict) : null;
      if (declared === null) return null;
      try {
        return await reviewedLine(one, declared.commit, declared.line);
      } catch (error) {
        // a mirror that cannot be read leaves the rest of the answer true
        if (error instanceof Fault) return null;
        throw error;
      }
    },

    async trace(fleet, action) {
      const one = find(fleet);
      return traceOf(one, resolveAction(one.state, action), ports);
    },

    async history(fleet, { host, limit }) {
      const { state } = find(fleet);
      const head = await ports.store.head(state.name);
      const size = head?.size ?? 0;
      const found: HistoryEntry[] = [];
      for (let from = Math.max(0, size - journalPage); found.length < limit; from -= journalPage) {
        const start = Math.max(0, from);
        const records = await ports.store.journal(state.name, start, Math.min(journalPage, size));
        for (const { index, leaf } of [...records].reverse()) {
          if (index >= from + journalPage) continue;
          const entry = entryOf(leaf);
          if (!entry || (host !== null && !concerns(entry, host))) continue;
          found.push({ index, at: entry.at, type: entry.type, summary: summaryOf(state, entry), data: entry.data });
          if (found.length >= limit) break;
        }
        if (start === 0) break;
      }
      return found.reverse();
    },

    async stop(fleet, order) {
      const one = find(fleet);
      const hosts = order.hosts === null ? null : order.hosts.map((host) => declared(one.state, host));
      const why = because(order.why);
      mayStop(one.state, order.by);
      const id = `stop-${ports.random.bytes(4).toHex()}`;
      await one.ledger.change((record) => {
        const stop = { id, hosts, by: order.by, why, at: record.now, holdAll: order.holdAll };
        one.state.stops.set(id, stop);
        one.state.version++;
        record.write('stop', id, stop);
        record.event('stop.ordered', {
          id,
          hosts,
          by: pseudonym(one.state, ports.random, record, order.by),
          why,
          holdAll: order.holdAll,
        });
      });
      one.changed();
      await one.planned();
      return { id };
    },

    async resume(fleet, order) {
      const one = find(fleet);
      const why = because(order.why);
      const lifted = await one.ledger.change((record) => {
        const ids = [...one.state.stops.keys()].filter((id) => order.id === null || id === order.id);
        if (order.id !== null && ids.length === 0) {
          throw new Refused(
            404,
            'unknown-stop',
            `no stop "${order.id}" is in force; in force: ${[...one.state.stops.keys()].join(', ') || 'none'}`,
          );
        }
        for (const id of ids) {
          one.state.stops.delete(id);
          record.write('stop', id, null);
          record.event('stop.lifted', { id, by: pseudonym(one.state, ports.random, record, order.by), why });
        }
        one.state.version++;
        return ids.length;
      });
      one.changed();
      await one.planned();
      return { lifted };
    },

    async resolve(fleet, order) {
      const one = find(fleet);
      const why = because(order.why);
      const id = resolveAction(one.state, order.action);
      await one.planned();
      await one.ledger.change((record) => {
        const found = findStep(one.state, id);
        if (!found) throw new Refused(404, 'unknown-action', `no action "${id}"`);
        if (!isOpen(one.state, found)) {
          const ended = found.intervention.outcome ? ` and its intervention ${found.intervention.outcome}` : '';
          throw new Refused(
            409,
            'nothing-to-resolve',
            `${id} is ${found.step.state}${ended}; only a step whose outcome is unknown can be resolved, or one that a running intervention asks a person about (atlas plan names it)`,
          );
        }
        const state: StepRecord['state'] = order.outcome === 'done' ? 'done' : 'void';
        replaceStep(one.state, record, found.intervention, {
          ...found.step,
          state,
          endedAt: record.now,
          resolvedBy: order.by,
          detail: `${found.step.detail}; resolved: ${why}`,
        });
        record.event('action.resolved', {
          action: id,
          outcome: order.outcome,
          by: pseudonym(one.state, ports.random, record, order.by),
          why,
        });
      });
      one.changed();
      await one.planned();
    },

    async revoke(fleet, order) {
      const one = find(fleet);
      const host = declaredOrEnrolled(one.state, order.host, declared);
      const why = because(order.why);
      await one.ledger.change((record) => {
        const row = one.state.agents.get(host);
        if (!row) throw new Refused(404, 'not-enrolled', `${host} has no certificate to revoke`);
        const revoked = { ...row, revoked: { at: record.now, why } };
        one.state.agents.set(host, revoked);
        record.write('agent', host, revoked);
        record.event('agent.revoked', {
          host,
          serial: row.serial,
          by: pseudonym(one.state, ports.random, record, order.by),
          why,
        });
      });
      one.release(host);
      one.changed();
    },

    async token(fleet, order) {
      const one = find(fleet);
      const host = declared(one.state, order.host);
      const { agentKey, lifecycle } = one.state.fleet!.hosts[host]!;
      if (lifecycle.retired !== null)
        throw new Refused(
          409,
          'retired-host',
          `${host} was retired by a reviewed commit: ${lifecycle.retired}; declare another host`,
        );
      if (agentKey !== null) {
        throw new Refused(409, 'key-declared', `${host} is declared with its key; it enrols with that and needs no token`);
      }
      const token = ports.random.bytes(32).toBase64({ alphabet: 'base64url', omitPadding: true });
      const expires = await one.ledger.change((record) => {
        const row = { host, expires: after(record.now, hour), usedAt: null };
        one.state.tokens.set(sha256(token), row);
        record.write('token', sha256(token), row);
        record.event('agent.tokenMade', { host, by: pseudonym(one.state, ports.random, record, order.by), expires: row.expires });
        return row.expires;
      });
      return { token, expires };
    },

    nudge: (fleet) => find(fleet).nudge(),

    async journal(fleet, from, limit) {
      const { state } = find(fleet);
      const records = await ports.store.journal(state.name, from, Math.min(limit, journalPage));
      return {
        records,
        heads: await ports.store.heads(state.name, from, from + records.length),
        head: await ports.store.head(state.name),
        publicKey: ports.signer.publicKey,
      };
    },
  };
}

/**
 * People of the policy may stop when a team of theirs may. Whoever is no person of it (root, a service account) could open the
 * socket, so its owner let them.
 */
function mayStop(state: FleetState, by: string): void {
  const policy = state.fleet?.policy;
  if (policy === undefined || !Object.hasOwn(policy.people, by)) return;
  if (policy.people[by]!.teams.some((team) => policy.mayStop.includes(team))) return;
  throw new Refused(
    403,
    'may-not-stop',
    `${by} is in no team that may stop work (${policy.mayStop.join(', ')}); ask one of them, or add a team to mayStop in ${policy.origin.file} by a reviewed commit`,
  );
}

/** Whether a person is to say what became of a step: nothing else that failed is ever asked for again without a commit. */
function isOpen(state: FleetState, { intervention, step }: NonNullable<ReturnType<typeof findStep>>): boolean {
  if (intervention.outcome !== null) return false;
  if (step.state === 'unknown') return true;
  if (step.state !== 'failed' && step.state !== 'refused') return false;
  return Object.values(state.plan?.verdicts ?? {}).some(
    (verdict) =>
      verdict.status === 'needs-person' &&
      verdict.intervention === intervention.id &&
      verdict.remedy.includes(`atlas resolve ${step.action} `),
  );
}

function declaredOrEnrolled(state: FleetState, host: string, declared: (state: FleetState, host: string) => HostName): HostName {
  return state.agents.has(host as HostName) ? (host as HostName) : declared(state, host);
}

/** Accepts a whole action id, or the part people type: `lyo-hv-04/install#1`. */
function resolveAction(state: FleetState, text: string): string {
  if (findStep(state, text)) return text;
  const steps = [...state.interventions.values()].flatMap((one) => one.steps).map((step) => step.action as string);
  const [host, ...rest] = text.replace(`${state.name}/`, '').split('/');
  const tail = rest.join('/');
  const matching = steps.filter(
    (id) =>
      id.startsWith(`${state.name}/${host}/`) &&
      (tail === '' || id.endsWith(`/${tail}`) || id.split('#')[0]!.endsWith(`/${tail}`)),
  );
  if (matching.length > 0) return matching.at(-1)!;
  const near = nearest(text, steps);
  throw new Refused(
    404,
    'unknown-action',
    `no action "${text.slice(0, 200)}"${near ? `; did you mean "${near}"?` : ''}; atlas history shows them`,
  );
}

function concerns(entry: JournalEntry, host: string): boolean {
  const { data } = entry;
  const named = [data['host'], ...(Array.isArray(data['hosts']) ? data['hosts'] : [])];
  if (named.includes(host)) return true;
  const ids = [data['action'], data['intervention']].filter((id) => typeof id === 'string');
  return ids.some((id) => id.split(/[/.]/).includes(host));
}

/** One line for people: pseudonyms become names as long as their keys are kept. */
function summaryOf(state: FleetState, entry: JournalEntry): string {
  return recordText(entry.type, entry.data, {
    zone: state.fleet?.timezone ?? 'UTC',
    person: (name) => personBehind(state, name),
  });
}
