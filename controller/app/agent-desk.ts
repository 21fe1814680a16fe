/** The agents' side of the app: check-ins, offers, enrolment. */
import { sha256 } from '#core/digest.ts';
import { type FleetName, type HostName } from '#core/model/ids.ts';
import type { EnrolAnswer, EnrolRequest, SyncAnswer, SyncRequest } from '#core/model/sync.ts';
import { type Duration, type Instant, after, soonest } from '#core/model/time.ts';
import { bundleFor, commitsAfter } from './bundles.ts';
import { type AgentDesk, type AgentIdentity, type CertificateAuthority, Refused } from './doors.ts';
import type { AgentRow } from './fleet-state.ts';
import type { Served } from './serve-fleet.ts';
import { claim, unheard } from './offer-work.ts';
import type { Attendance, Clock, Log, Metrics, Signer } from './ports.ts';
import { takeReport } from './take-outcome.ts';

export interface DeskPorts {
  readonly clock: Clock;
  readonly signer: Signer;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly attendance: Attendance;
  readonly authority: CertificateAuthority;
  /** How long a call is held when there is no work. */
  readonly hold: Duration;
}

/** Journaling every knock would let strangers fill the disk. */
const turnedAwayKept = 1_000;

export function createAgentDesk(served: ReadonlyMap<FleetName, Served>, ports: DeskPorts): AgentDesk {
  let turnedAwayCount = 0;

  const find = (fleet: string): Served => {
    const found = served.get(fleet as FleetName);
    if (!found)
      throw new Refused(
        404,
        'unknown-fleet',
        `fleet "${fleet.slice(0, 63)}" is not served here; served: ${[...served.keys()].join(', ')}`,
      );
    return found;
  };

  const admit = (identity: AgentIdentity): void => {
    const { state } = find(identity.fleet);
    const agent = state.agents.get(identity.host);
    if (!agent) throw refusal(403, 'not-enrolled', `${identity.host} is not enrolled in ${identity.fleet}`);
    if (agent.revoked !== null)
      throw refusal(403, 'revoked', `the certificate of ${identity.host} was revoked: ${agent.revoked.why}`);
    if (agent.key !== identity.key) throw refusal(403, 'replaced', `${identity.host} has enrolled with another key since`);
    if (state.fleet !== null && !state.fleet.hosts[identity.host])
      throw refusal(403, 'not-declared', `${identity.host} is not declared any more`);
  };

  const refusal = (status: Refused['status'], code: string, message: string): Refused => {
    ports.metrics.agentRefused(code);
    return new Refused(status, code, message);
  };

  const newestCall = new Map<HostName, AbortSignal>();

  /** Only an agent's newest call speaks for it, and only as long as somebody waits for its answer. */
  const attendanceOf = (host: HostName, call: AbortSignal) => {
    newestCall.set(host, call);
    const speaks = () => newestCall.get(host) === call && !call.aborted;
    call.addEventListener('abort', () => newestCall.get(host) === call && ports.attendance.gone(host), { once: true });
    return {
      busy: () => speaks() && ports.attendance.busy(host),
      idle: (until: Instant | null) => speaks() && ports.attendance.idle(host, until),
    };
  };

  const sync = async (identity: AgentIdentity, request: SyncRequest, signal: AbortSignal): Promise<SyncAnswer> => {
    admit(identity);
    const fleet = find(identity.fleet);
    const { state, ledger } = fleet;
    const { host } = identity;
    const attendance = attendanceOf(host, signal);
    attendance.busy();
    ports.metrics.synced(state.name);
    fleet.release(host);
    const taken = await ledger.change((record) => {
      const was = state.presence.get(host);
      const stale = was === undefined || state.fleet === null || record.now - was.seenAt > state.fleet.factsMaxAge;
      const report = takeReport(state, host, request, record, ports);
      const known = state.digests.has(host) && !report.wantFull;
      state.presence.set(host, {
        // facts count from the check-in that brought them, or that said they are unchanged
        seenAt: known ? record.now : (was?.seenAt ?? (0 as Instant)),
        commit: request.counters.commit,
        version: request.agent.version,
        parked: false,
      });
      return { ...report, replan: report.changed || stale || fleet.waitsFor(host) };
    });
    if (taken.replan) {
      state.version++;
      await fleet.planned();
    }
    const next = after(ports.clock.now(), ports.hold);
    const idleUntil = request.idleUntil as Instant | null;
    // an agent that lives by this clock learns only from an answer that its instant has come
    const answerAt = soonest([next, idleUntil])!;
    const answer = (rest: Partial<SyncAnswer>): SyncAnswer => {
      attendance.busy();
      return {
        v: 1,
        now: ports.clock.now(),
        next,
        acks: [...taken.acks],
        wantFull: taken.wantFull,
        commits: [],
        actions: [],
        ...rest,
      };
    };

    const behind = commitsAfter(state, request.counters.commit);
    if (behind.length > 0) {
      const commits = [];
      for (const one of behind) commits.push(await bundleFor(state, one, host, fleet.source, fleet.objects));
      return answer({ commits });
    }
    if (taken.acks.length > 0 || taken.wantFull) return answer({});
    for (;;) {
      const again = unheard(state, host, request.counters, fleet, ports.clock.now());
      if (again !== null) return answer({ actions: [{ ...again, signatures: [...again.signatures] }] });
      const given = fleet.hasOffer(host) ? await ledger.change((record) => claim(state, host, record, fleet)) : null;
      if (given !== null) {
        fleet.changed();
        return answer({ actions: [{ ...given, signatures: [...given.signatures] }] });
      }
      const newer = commitsAfter(state, request.counters.commit).length > 0;
      if (signal.aborted || newer || ports.clock.now() >= answerAt) break;
      attendance.idle(idleUntil);
      const why = await fleet.park(host, answerAt, signal);
      if (signal.aborted) return answer({});
      attendance.busy();
      admit(identity);
      if (why !== 'work') break;
    }
    return answer({});
  };

  const enrol = async (request: EnrolRequest): Promise<EnrolAnswer> => {
    const fleet = find(request.fleet);
    const { state } = fleet;
    const host = state.fleet?.hosts[request.host];
    if (!host)
      throw refusal(
        403,
        'not-declared',
        `${request.host.slice(0, 63)} is not declared in ${state.name} at ${state.commit.slice(0, 7)}; declare it first`,
      );
    const key = await ports.authority.keyOf(request.csr);
    const known = state.agents.get(host.name);
    if (host.agentKey !== null && host.agentKey !== key) {
      await turned(fleet, host.name, 'wrong-key');
      throw refusal(
        403,
        'wrong-key',
        `${host.name} is declared with key ${host.agentKey}, the request has ${key}; a new key needs a reviewed commit`,
      );
    }
    if (host.agentKey === null && known?.key !== key) {
      if (known && known.revoked === null)
        throw refusal(
          403,
          'already-enrolled',
          `${host.name} is enrolled with another key; revoke it first: atlas agents revoke ${host.name} --why …`,
        );
      await useToken(fleet, host.name, request.token);
    }
    if (known && known.revoked !== null && known.key === key)
      throw refusal(403, 'revoked', `this key of ${host.name} was revoked; make a new one`);
    return certify(fleet, host.name, request.csr, known, 'agent.enrolled');
  };

  const useToken = async ({ state, ledger }: Served, host: HostName, token: string | null): Promise<void> => {
    const digest = token === null ? '' : sha256(token);
    const used = await ledger.change((record) => {
      const row = state.tokens.get(digest);
      if (!row || row.host !== host || row.usedAt !== null || record.now >= row.expires) {
        record.event('agent.refused', { host, reason: 'token' });
        return false;
      }
      state.tokens.set(digest, { ...row, usedAt: record.now });
      record.write('token', digest, { ...row, usedAt: record.now });
      return true;
    });
    if (!used)
      throw refusal(
        403,
        'bad-token',
        `the token does not fit ${host}, was used, or has expired; make another: atlas agents token ${host}`,
      );
  };

  const turned = ({ ledger }: Served, host: string, reason: string) =>
    ledger.change((record) => record.event('agent.refused', { host, reason }));

  const certify = async (
    { state, ledger }: Served,
    host: HostName,
    csr: string,
    known: AgentRow | undefined,
    event: 'agent.enrolled' | 'agent.renewed',
  ): Promise<EnrolAnswer> => {
    const issued = await ports.authority.issue({ csr, fleet: state.name, host });
    const row: AgentRow = {
      key: issued.key,
      serial: issued.serial,
      certificateEnds: issued.notAfter as Instant,
      revoked: null,
      sequence: known?.sequence ?? 0,
    };
    await ledger.change((record) => {
      state.agents.set(host, row);
      record.write('agent', host, row);
      record.event(event, { host, key: issued.key, serial: issued.serial, ends: issued.notAfter });
    });
    ports.log.info('agent certified', { fleet: state.name, host, key: issued.key });
    return { v: 1, certificate: issued.certificate, signingKey: ports.signer.publicKey, renewAt: issued.renewAt };
  };

  return {
    admit,
    sync,
    enrol,
    async renew(identity, csr) {
      admit(identity);
      const fleet = find(identity.fleet);
      const key = await ports.authority.keyOf(csr);
      if (key !== identity.key) throw refusal(403, 'wrong-key', 'a renewal keeps the key; a new key needs a reviewed commit');
      return certify(fleet, identity.host, csr, fleet.state.agents.get(identity.host), 'agent.renewed');
    },
    turnedAway(reason, detail) {
      ports.metrics.agentRefused(reason);
      ports.log.warn('client turned away', { reason, detail });
      if (turnedAwayCount++ >= turnedAwayKept) return;
      for (const { ledger } of [...served.values()].slice(0, 1)) {
        void ledger.change((record) => record.event('agent.refused', { reason, detail: detail.slice(0, 200) })).catch(() => {});
      }
    },
  };
}
