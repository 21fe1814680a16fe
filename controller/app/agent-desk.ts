/** The agents' side of the app: check-ins, offers, enrolment. */
import { sha256 } from '#core/digest.ts';
import { type FleetName, type HostName } from '#core/model/ids.ts';
import type { EnrolAnswer, EnrolRequest, SyncAnswer, SyncRequest } from '#core/model/sync.ts';
import { type Duration, type Instant, after, day as dayLength, soonest } from '#core/model/time.ts';
import { bundleFor, commitsAfter } from './bundles.ts';
import { type AgentDesk, type AgentIdentity, type CertificateAuthority, Refused } from './doors.ts';
import { isRetired } from './agent-keys.ts';
import { findFleet } from './find-fleet.ts';
import type { AgentRow, FleetState, TokenRow } from './fleet-state.ts';
import type { Dsse } from '#core/model/review.ts';
import type { Ledger, Recorder } from './ledger.ts';
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
  /** The controller's own journal: refusals of clients that belong to no fleet it serves. */
  readonly own: Ledger;
  /** How long a call is held when there is no work. */
  readonly hold: Duration;
}

/** Refusals journaled in a day: journaling every knock would let strangers fill the disk. */
const turnedAwayKept = 1_000;

export function createAgentDesk(served: ReadonlyMap<FleetName, Served>, ports: DeskPorts): AgentDesk {
  const own: Door = { name: '', ledger: ports.own };
  const journaled = new Map<FleetName | '', Set<string>>();
  let today = 0;

  /** Once a day for each who and why: a client that keeps knocking fills no disk. */
  const journalOnce = ({ name, ledger }: Door, reason: string, who: Readonly<Record<string, string>>): void => {
    const day = Math.floor(ports.clock.now() / dayLength);
    if (day !== today) journaled.clear();
    today = day;
    const known = journaled.get(name) ?? new Set();
    journaled.set(name, known);
    const key = JSON.stringify([reason, who]);
    if (known.size >= turnedAwayKept || known.has(key)) return;
    known.add(key);
    ledger
      .change((record) => record.event('agent.refused', { ...who, reason }))
      .catch((error: unknown) => {
        known.delete(key);
        ports.log.error('refusal not journaled', { fleet: name, reason, err: error });
      });
  };

  const find = (fleet: string, who: Readonly<Record<string, string>>): Served => {
    try {
      return findFleet(served, fleet);
    } catch (error) {
      if (error instanceof Refused) {
        ports.metrics.agentRefused(error.code);
        journalOnce(own, error.code, { fleet: fleet.slice(0, 63), ...who });
      }
      throw error;
    }
  };

  const refusal = (fleet: Served, host: string, key: string, code: string, message: string): Refused => {
    ports.metrics.agentRefused(code);
    journalOnce({ name: fleet.state.name, ledger: fleet.ledger }, code, { host: host.slice(0, 63), key });
    return new Refused(403, code, message);
  };

  const admit = ({ fleet: name, host, key }: AgentIdentity): void => {
    const fleet = find(name, { host, key });
    const why = objection(fleet.state, host, key);
    if (why !== null) throw refusal(fleet, host, key, why.code, why.message);
  };

  const newestCall = new Map<string, AbortSignal>();

  /** Only an agent's newest call speaks for it and is given work, and only as long as somebody waits for its answer. */
  const callOf = ({ fleet, host }: AgentIdentity, signal: AbortSignal) => {
    const caller = `${fleet}/${host}`;
    newestCall.set(caller, signal);
    const isNewest = () => newestCall.get(caller) === signal;
    const speaks = () => isNewest() && !signal.aborted;
    signal.addEventListener('abort', () => isNewest() && ports.attendance.gone(host), { once: true });
    return {
      speaks,
      busy: () => speaks() && ports.attendance.busy(host),
      idle: (until: Instant | null) => speaks() && ports.attendance.idle(host, until),
    };
  };

  const sync = async (identity: AgentIdentity, request: SyncRequest, signal: AbortSignal): Promise<SyncAnswer> => {
    admit(identity);
    const fleet = findFleet(served, identity.fleet);
    const { state, ledger } = fleet;
    const { host } = identity;
    const call = callOf(identity, signal);
    call.busy();
    ports.metrics.synced(state.name);
    fleet.release(host);
    // until the declarations have been read, nobody can say which of them concern whom
    const behind = () => (state.fleet === null ? [] : commitsAfter(state, request.counters.commit));
    /** In turn with everything else, so that nothing is sent before its claim is durable. */
    const give = (record: Recorder): Dsse | null =>
      !call.speaks() || objection(state, host, identity.key) !== null
        ? null
        : (unheard(state, host, request.counters, fleet, record.now) ??
          (fleet.hasOffer(host) ? claim(state, host, record, fleet) : null));
    const taken = await ledger.takeIn(
      (record) => {
        const was = state.presence.get(host);
        const stale = was === undefined || state.fleet === null || record.now - was.seenAt > state.fleet.factsMaxAge;
        const report = takeReport(state, host, request, record, ports);
        const known = state.digests.has(host) && !report.wantFull;
        state.presence.set(host, {
          // facts count from the check-in that brought them, or that said they are unchanged
          seenAt: known ? record.now : (was?.seenAt ?? (0 as Instant)),
          commit: request.counters.commit,
          version: request.agent.version,
        });
        const replan = report.changed || stale || fleet.waitsFor(host);
        if (replan) state.version++;
        return { ...report, behind: behind(), replan };
      },
      (record, report) => {
        // one plan for all that was reported on this turn
        if (report.replan) fleet.replan(record);
        const seen = fleet.plans();
        const isAnswered = report.behind.length > 0 || report.acks.length > 0 || report.wantFull;
        return { ...report, seen, given: isAnswered ? null : give(record) };
      },
    );
    fleet.announce();
    const next = after(ports.clock.now(), ports.hold);
    const idleUntil = request.idleUntil as Instant | null;
    // an agent that lives by this clock learns only from an answer that its instant has come
    const answerAt = soonest([next, idleUntil])!;
    const answer = (rest: Partial<SyncAnswer>): SyncAnswer => {
      call.busy();
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

    if (taken.behind.length > 0) {
      const commits = [];
      for (const one of taken.behind) commits.push(await bundleFor(state, one, host, fleet.source, fleet.objects));
      return answer({ commits });
    }
    if (taken.acks.length > 0 || taken.wantFull) return answer({});
    for (
      let { seen, given } = taken;
      ;
      { seen, given } = await ledger.change((record) => ({ seen: fleet.plans(), given: give(record) }))
    ) {
      if (given !== null) {
        fleet.changed();
        return answer({ actions: [{ ...given, signatures: [...given.signatures] }] });
      }
      // an older call must not take the place of the one that waits
      if (!call.speaks() || behind().length > 0 || ports.clock.now() >= answerAt) break;
      call.idle(idleUntil);
      const why = await fleet.park(host, seen, answerAt, signal);
      if (signal.aborted) return answer({});
      call.busy();
      admit(identity);
      if (why !== 'work') break;
    }
    return answer({});
  };

  const enrol = async (request: EnrolRequest): Promise<EnrolAnswer> => {
    const key = await ports.authority.keyOf(request.csr);
    const fleet = find(request.fleet, { host: request.host.slice(0, 63), key });
    const { state } = fleet;
    const no = (code: string, message: string) => refusal(fleet, request.host, key, code, message);
    const host = state.fleet?.hosts[request.host];
    if (!host)
      throw no(
        'not-declared',
        `${request.host.slice(0, 63)} is not declared in ${state.name} at ${state.commit.slice(0, 7)}; declare it first`,
      );
    if (host.lifecycle.retired !== null)
      throw no('retired-host', `${host.name} was retired by a reviewed commit, and its name is not used again; declare another`);
    const known = state.agents.get(host.name);
    if (host.agentKey !== null && host.agentKey !== key) {
      throw no(
        'wrong-key',
        `${host.name} is declared with key ${host.agentKey}, the request has ${key}; a new key needs a reviewed commit`,
      );
    }
    if (known && known.revoked !== null && known.key === key) throw revokedKey(fleet, host.name, key);
    if (isRetired(known, key, host.agentKey)) throw retiredKey(fleet, host.name, key);
    const byToken = host.agentKey === null && known?.key !== key;
    if (byToken && known && known.revoked === null && !isRetired(known, known.key, null)) {
      throw no(
        'already-enrolled',
        `${host.name} is enrolled with another key; revoke it first: atlas agents revoke ${host.name} --why …`,
      );
    }
    // looked at before a certificate is made, used up in one go with it: a token is never lost to a crash in between
    if (byToken && !fits(state.tokens.get(digestOfToken(request.token)), host.name, ports.clock.now()))
      throw badToken(fleet, host.name, key);
    return certify(fleet, host.name, request.csr, byToken ? request.token : null, 'agent.enrolled');
  };

  const revokedKey = (fleet: Served, host: HostName, key: string): Refused =>
    refusal(fleet, host, key, 'revoked', `this key of ${host} was revoked; make a new one`);

  const retiredKey = (fleet: Served, host: HostName, key: string): Refused =>
    refusal(fleet, host, key, 'retired', `this key of ${host} was retired by a reviewed commit; make a new one`);

  const badToken = (fleet: Served, host: HostName, key: string): Refused =>
    refusal(
      fleet,
      host,
      key,
      'bad-token',
      `the token does not fit ${host}, was used, or has expired; make another: atlas agents token ${host}`,
    );

  const certify = async (
    fleet: Served,
    host: HostName,
    csr: string,
    token: string | null,
    event: 'agent.enrolled' | 'agent.renewed',
  ): Promise<EnrolAnswer> => {
    const { state, ledger } = fleet;
    const issued = await ports.authority.issue({ csr, fleet: state.name, host });
    await ledger.change((record) => {
      // as things are now: while the certificate was made, work may have been given or the key revoked
      const known = state.agents.get(host);
      if (known && known.revoked !== null && known.key === issued.key) throw revokedKey(fleet, host, issued.key);
      const declared = state.fleet?.hosts[host]?.agentKey ?? null;
      if (isRetired(known, issued.key, declared)) throw retiredKey(fleet, host, issued.key);
      if (token !== null) {
        const digest = digestOfToken(token);
        const given = state.tokens.get(digest);
        if (!fits(given, host, record.now)) throw badToken(fleet, host, issued.key);
        state.tokens.set(digest, { ...given, usedAt: record.now });
        record.write('token', digest, { ...given, usedAt: record.now });
      }
      const row: AgentRow = {
        key: issued.key,
        serial: issued.serial,
        certificateEnds: issued.notAfter as Instant,
        revoked: null,
        ...(known?.retired ? { retired: known.retired } : {}),
        sequence: known?.sequence ?? 0,
      };
      state.agents.set(host, row);
      record.write('agent', host, row);
      record.event(event, { host, key: issued.key, serial: issued.serial, ends: issued.notAfter });
    });
    ports.log.info('agent certified', { fleet: state.name, host, fingerprint: issued.key });
    return { v: 1, certificate: issued.certificate, signingKey: ports.signer.publicKey, renewAt: issued.renewAt };
  };

  return {
    admit,
    sync,
    enrol,
    async renew(identity, csr) {
      admit(identity);
      const fleet = findFleet(served, identity.fleet);
      const key = await ports.authority.keyOf(csr);
      if (key !== identity.key)
        throw refusal(fleet, identity.host, key, 'wrong-key', 'a renewal keeps the key; a new key needs a reviewed commit');
      return certify(fleet, identity.host, csr, null, 'agent.renewed');
    },
    turnedAway(reason, detail) {
      ports.metrics.agentRefused(reason);
      ports.log.warn('client turned away', { reason, detail });
      journalOnce(own, reason, { detail: detail.slice(0, 200) });
    },
  };
}

/** A journal that refusals go to. */
interface Door {
  readonly name: FleetName | '';
  readonly ledger: Ledger;
}

/** Why a certificate with this key does not count for the host now; null = it does. */
function objection(state: FleetState, host: HostName, key: string): { readonly code: string; readonly message: string } | null {
  const agent = state.agents.get(host);
  if (!agent) return { code: 'not-enrolled', message: `${host} is not enrolled in ${state.name}` };
  if (agent.revoked !== null) return { code: 'revoked', message: `the certificate of ${host} was revoked: ${agent.revoked.why}` };
  if (agent.key !== key) return { code: 'replaced', message: `${host} has enrolled with another key since` };
  if (state.fleet === null) return null;
  const declared = state.fleet.hosts[host];
  if (!declared) return { code: 'not-declared', message: `${host} is not declared any more` };
  if (declared.lifecycle.retired !== null)
    return { code: 'retired-host', message: `${host} was retired by a reviewed commit: ${declared.lifecycle.retired}` };
  if (declared.agentKey !== null && declared.agentKey !== key)
    return { code: 'replaced', message: `${host} is declared with another key, ${declared.agentKey}; enrol with that one` };
  if (isRetired(agent, key, declared.agentKey))
    return { code: 'retired', message: `this key of ${host} was retired by a reviewed commit; enrol with a new one` };
  return null;
}

function fits(row: TokenRow | undefined, host: HostName, now: Instant): row is TokenRow {
  return row !== undefined && row.host === host && row.usedAt === null && now < row.expires;
}

function digestOfToken(token: string | null): string {
  return token === null ? '' : sha256(token);
}
