/** From the watched ref to the commit in force: fetch, judge the review, check the declarations, accept. */
import { canonical, digestOf, sha256 } from '#core/digest.ts';
import { openDsse, sealDsse } from '#core/envelope/dsse.ts';
import { publicKeyOf } from '#core/envelope/keys.ts';
import { changeCodes, judgeChange } from '#core/diff/judge.ts';
import type { Breach } from '#core/diff/notices.ts';
import type { ParseCache } from '#core/declarations/cache.ts';
import type { Fleet } from '#core/model/fleet.ts';
import type { CommitId } from '#core/model/ids.ts';
import { assertNever, isError, type Problem } from '#core/model/problem.ts';
import { type Approval, type Judgement, type ReviewRefusal, statementPayloadType } from '#core/model/review.ts';
import { intentOf } from '#core/planner/intent.ts';
import type { Instant } from '#core/model/time.ts';
import { judge } from '#core/review/judge.ts';
import { retireKeys } from './agent-keys.ts';
import { type AcceptedCommit, type FleetState, predicateOf } from './fleet-state.ts';
import type { Ledger, Recorder } from './ledger.ts';
import { warm, withObjects, type ObjectCache } from './objects.ts';
import { compiledFleet, compiledRow } from './compiled.ts';
import { pseudonym } from './people.ts';
import {
  type Clock,
  Fault,
  type Log,
  type Metrics,
  type Random,
  type Signer,
  type Source,
  type Store,
  type Turn,
} from './ports.ts';

export interface DeclarationPorts {
  readonly source: Source;
  readonly store: Store;
  /** Names the code that compiles declarations; null = a compiled fleet is not kept. */
  readonly compiler: string | null;
  readonly clock: Clock;
  readonly turn: Turn;
  readonly random: Random;
  readonly signer: Signer;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly ledger: Ledger;
  readonly objects: ObjectCache;
  readonly parsed: ParseCache;
}

/** Commits ahead of the one in force that are looked at in one go, newest first. */
const candidatesAtOnce = 50;

/** Bytes of YAML that are parsed in one go: some milliseconds of work. */
const parsedAtOnce = 64 * 1024;

/** Reads the fleet of a commit from the mirror. @throws Fault when the mirror lacks it. */
async function readFleet(
  ports: Pick<DeclarationPorts, 'source' | 'parsed' | 'turn'>,
  commit: CommitId,
): Promise<{ fleet: Fleet | null; problems: readonly Problem[] }> {
  const files = await ports.source.files(commit);
  // loaded where it is needed: a start from the compiled fleet needs no parser, no schemas and no checks
  const { loadFleet, parseAhead } = await import('#core/declarations/load.ts');
  let parsed = 0;
  for (const file of files) {
    parsed += parseAhead(file, ports.parsed);
    if (parsed < parsedAtOnce) continue;
    parsed = 0;
    await ports.turn.pass();
  }
  const { fleet, problems } = loadFleet(files, { cache: ports.parsed });
  // warnings are for those who write: `atlas validate` shows them before anything is merged
  return { fleet, problems: problems.filter(isError) };
}

/**
 * Looks at the Git server once. What cannot be read, parsed or proven leaves the commit in force as it is.
 * @returns whether another commit came into force
 */
export async function syncDeclarations(state: FleetState, ports: DeclarationPorts): Promise<boolean> {
  const { source, log, ledger } = ports;
  try {
    await source.fetch();
    if (state.sourceTrouble !== null) log.info('git server answers again', { fleet: state.name });
    state.sourceTrouble = null;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    ports.metrics.fetchFailed(state.name);
    if (state.sourceTrouble === null) log.warn('git server cannot be read', { fleet: state.name, code: error.code, err: error });
    state.sourceTrouble = { since: state.sourceTrouble?.since ?? ports.clock.now(), message: error.message };
  }
  await restoreFleet(state, ports);
  const head = await source.head();
  if (head === null || head === state.commit) {
    state.pending = null;
    await remarkHead(state, ledger, head);
    return false;
  }
  const chain = await source.chain(state.commit, head);
  if (chain === null) {
    await historyRewritten(state, ports, head);
    return false;
  }
  state.rewritten = false;
  await remarkHead(state, ledger, head);
  let accepted = false;
  let newest: FleetState['pending'] = null;
  for (const commit of chain.slice(-candidatesAtOnce).reverse()) {
    const result = await consider(state, ports, commit);
    if (result.type === 'accepted') {
      accepted = true;
      break;
    }
    newest ??= { commit, state: result.type, reasons: result.reasons, problems: result.problems };
  }
  state.pending = newest;
  return accepted;
}

/** The fleet in force follows from Git: after a restart it is read again. */
async function restoreFleet(state: FleetState, ports: DeclarationPorts): Promise<void> {
  if (state.fleet !== null) return;
  if (!state.accepted.has(state.pinned)) {
    const { fleet, problems } = await readFleet(ports, state.pinned);
    if (fleet === null) {
      throw new Fault(
        'trust.invalid',
        `the pinned commit ${state.pinned.slice(0, 7)} has ${problems.length} problems: ${problems[0]?.message ?? ''}; pin one that validates`,
        { retry: 'person' },
      );
    }
    if (fleet.name !== state.name) {
      throw new Fault(
        'trust.other-fleet',
        `the repository declares fleet "${fleet.name}", atlas.yaml calls it "${state.name}"; correct the name`,
        { retry: 'person' },
      );
    }
    await accept(
      state,
      ports,
      fleet,
      {
        order: 0,
        commit: state.pinned,
        fromCommit: state.pinned,
        tree: await ports.source.treeOf(state.pinned),
        at: ports.clock.now(),
        evidence: null,
      },
      {},
    );
  } else {
    await judgeRow(state, ports);
    const kept = await compiledFleet(state.name, state.commit, ports.compiler, ports);
    const fleet = kept ?? (await readFleet(ports, state.commit)).fleet;
    if (fleet === null)
      throw new Fault('source.changed', `${state.commit.slice(0, 7)}, in force, does not read as it did`, { retry: 'person' });
    state.fleet = fleet;
  }
  for (const one of state.interventions.open) {
    if (one.commit === state.commit || state.earlier.has(one.commit)) continue;
    const { fleet } = await readFleet(ports, one.commit);
    if (fleet) state.earlier.set(one.commit, fleet);
  }
  state.version++;
}

/**
 * The commit in force as the store says it: somebody who can write to the database alone cannot choose another, because the
 * key that sealed its evidence lies outside. (Agents judge the review itself again.)
 */
async function judgeRow(state: FleetState, ports: DeclarationPorts): Promise<void> {
  if (state.commit === state.pinned) return;
  const row = state.accepted.get(state.commit);
  const { evidence = null } = row ?? {};
  const opened = evidence && openDsse(evidence, statementPayloadType, [publicKeyOf(ports.signer.publicKey)]);
  const proven = opened?.ok === true ? predicateOf(row) : null;
  if (proven?.commit === state.commit && proven.fromCommit === row?.fromCommit && proven.tree === row.tree) return;
  const detail = 'the database says it is in force, without evidence that this controller sealed';
  await unreviewed(state, ports, state.commit, [{ reason: 'wrong-subject', detail }]);
  throw new Fault('trust.forged', `${state.commit.slice(0, 7)}: ${detail}. Nothing starts. Restore the database from a backup`, {
    retry: 'person',
  });
}

type Considered =
  | { readonly type: 'accepted' }
  | {
      readonly type: 'unreviewed' | 'invalid';
      readonly reasons: readonly ReviewRefusal[];
      readonly problems: readonly Problem[];
    };

async function consider(state: FleetState, ports: DeclarationPorts, commit: CommitId): Promise<Considered> {
  let loaded: Awaited<ReturnType<typeof readFleet>>;
  try {
    loaded = await readFleet(ports, commit);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const problem = { code: error.code, at: { file: '', line: 1, column: 1 }, length: 1, message: error.message, remedy: '' };
    loaded = { fleet: null, problems: [problem] };
  }
  const { fleet, problems } = loaded;
  if (fleet === null) {
    await invalid(state, ports, commit, problems);
    return { type: 'invalid', reasons: [], problems };
  }
  if (fleet.name !== state.name) {
    const problem: Problem = {
      code: 'other-fleet',
      at: { file: fleet.origin.file, line: fleet.origin.line, column: 1 },
      length: 1,
      message: `the fleet is called "${state.name}" and cannot be renamed to "${fleet.name}"`,
      remedy: 'put the old name back',
    };
    await invalid(state, ports, commit, [problem]);
    return { type: 'invalid', reasons: [], problems: [problem] };
  }
  // what may not follow the fleet in force, by what was announced and by how much would go at once
  const { violations, breaches } = judgeChange(state.fleet!, fleet, [...state.notices.values()], ports.clock.now());
  if (violations.length > 0) {
    await invalid(state, ports, commit, violations);
    return { type: 'invalid', reasons: [], problems: violations };
  }
  const judgement = await judgeCommit(state, ports, commit, fleet);
  if (judgement.verdict === 'not-reviewed') {
    await unreviewed(state, ports, commit, judgement.reasons);
    return { type: 'unreviewed', reasons: judgement.reasons, problems: [] };
  }
  const statement = judgement.statement;
  const evidence = sealDsse(
    statementPayloadType,
    new TextEncoder().encode(canonical(statement)),
    (bytes) => ports.signer.sign(bytes),
    ports.signer.keyId,
  );
  const order = Math.max(...[...state.accepted.values()].map((one) => one.order)) + 1;
  await accept(
    state,
    ports,
    fleet,
    { order, commit, fromCommit: state.commit, tree: statement.predicate.tree, at: ports.clock.now(), evidence },
    {
      approvers: statement.predicate.approvals.map(({ person }) => person),
      intent: statement.predicate.intent,
      evidence: sha256(canonical(statement)),
      breaches,
    },
  );
  return { type: 'accepted' };
}

async function judgeCommit(state: FleetState, ports: DeclarationPorts, commit: CommitId, fleet: Fleet): Promise<Judgement> {
  const found = await ports.source.approvals(commit);
  const approvals: Approval[] = [];
  for (const approval of found) approvals.push({ ...approval, seenAt: await firstSeen(state, ports, approval) });
  const inForce = state.fleet!;
  await warm(ports.source, ports.objects, [state.commit, ...((await ports.source.chain(state.commit, commit)) ?? [])]);
  return withObjects(
    ports.source,
    ports.objects,
    (objects) =>
      judge({
        fleet: state.name,
        ref: state.ref,
        from: state.commit,
        to: commit,
        policyFile: inForce.policy.origin.file,
        approvals,
        intent: intentOf(fleet),
        objects,
      }),
    (judgement) =>
      judgement.verdict === 'reviewed'
        ? []
        : judgement.reasons.flatMap((reason) => (reason.reason === 'missing-object' ? [reason.object] : [])),
  );
}

/** SSHSIG carries no time: an approval counts from when the controller first saw it. */
async function firstSeen(state: FleetState, ports: DeclarationPorts, approval: Omit<Approval, 'seenAt'>): Promise<Instant> {
  const key = digestOf(approval);
  return (
    state.approvals.get(key) ??
    ports.ledger.change((record) => {
      state.approvals.set(key, record.now);
      record.write('seenApproval', key, { at: record.now });
      return record.now;
    })
  );
}

async function accept(
  state: FleetState,
  ports: DeclarationPorts,
  fleet: Fleet,
  accepted: AcceptedCommit,
  proof: { approvers?: readonly string[]; intent?: string; evidence?: string; breaches?: readonly Breach[] },
): Promise<void> {
  const compiled = compiledRow(fleet, accepted.commit, ports.compiler, ports.signer);
  await ports.ledger.change((record) => {
    const before = state.fleet;
    const stillNeeded = [...state.interventions.open].some((one) => one.commit === state.commit);
    if (before !== null && stillNeeded) state.earlier.set(state.commit, before);
    state.fleet = fleet;
    state.commit = accepted.commit;
    state.accepted.set(accepted.commit, accepted);
    state.version++;
    record.write('accepted', accepted.commit, accepted);
    record.write('fleet', 'fleet', { commit: accepted.commit, pinned: state.pinned });
    if (compiled !== null) record.write(compiled.table, compiled.key, compiled.row);
    record.event('commit.accepted', {
      commit: accepted.commit,
      fromCommit: accepted.fromCommit,
      approvers: (proof.approvers ?? []).map((person) => pseudonym(state, ports.random, record, person)),
      intent: proof.intent ?? null,
      evidence: proof.evidence ?? null,
    });
    for (const { call, hold, members, announced } of proof.breaches ?? [])
      record.event('notice.broken', { call, hold, hosts: members, from: announced, commit: accepted.commit });
    retireKeys(state, fleet, accepted.commit, record);
  });
  ports.log.info('commit in force', { fleet: state.name, commit: accepted.commit, hosts: Object.keys(fleet.hosts).length });
}

async function once(
  state: FleetState,
  ports: Pick<DeclarationPorts, 'ledger'>,
  key: string,
  say: (record: Recorder) => void,
): Promise<void> {
  if (state.remarks.has(key)) return;
  await ports.ledger.change((record) => {
    if (state.remarks.has(key)) return;
    state.remarks.add(key);
    record.write('remark', key, { at: record.now });
    say(record);
  });
}

async function invalid(
  state: FleetState,
  ports: DeclarationPorts,
  commit: CommitId,
  problems: readonly Problem[],
): Promise<void> {
  // the same commit may be refused for one thing today and for another tomorrow
  const codes = problems.some(({ code }) => changeCodes.has(code)) ? ` ${problems.map(({ code }) => code).join(' ')}` : '';
  await once(state, ports, `invalid ${commit}${codes}`, (record) => {
    record.event('commit.invalid', { commit, problems: problems.length, first: problems[0] ?? null });
    ports.log.warn('commit does not check; nothing of it is applied', {
      fleet: state.name,
      commit,
      problems: problems.length,
      inForce: state.commit,
    });
  });
}

async function unreviewed(
  state: FleetState,
  ports: DeclarationPorts,
  commit: CommitId,
  reasons: readonly ReviewRefusal[],
): Promise<void> {
  await once(state, ports, `unreviewed ${commit} ${digestOf(reasons)}`, (record) => {
    const told = reasons.map((reason) => withoutNames(state, ports, record, reason));
    record.event('commit.unreviewed', { commit, reasons: told });
    ports.log.warn('commit is not reviewed; the one in force stays', {
      fleet: state.name,
      commit,
      reasons: reasons.map(({ reason }) => reason),
      inForce: state.commit,
    });
  });
}

/** Reasons as the journal keeps them: people under pseudonyms. */
function withoutNames(state: FleetState, ports: DeclarationPorts, record: Recorder, reason: ReviewRefusal): unknown {
  switch (reason.reason) {
    case 'self-approval':
    case 'needs-hardware-key':
      return { ...reason, person: pseudonym(state, ports.random, record, reason.person) };
    case 'not-enough-approvals':
      return { ...reason, have: reason.have.map((person) => pseudonym(state, ports.random, record, person)) };
    case 'wrong-subject':
    case 'bad-signature':
      // details may name a person
      return { reason: reason.reason };
    case 'author-unknown':
    case 'hostile-tree':
    case 'merge-commit':
    case 'missing-object':
    case 'not-a-descendant':
    case 'policy-unreadable':
    case 'unknown-approver':
      return reason;
    default:
      return assertNever(reason);
  }
}

async function remarkHead(state: FleetState, ledger: Ledger, head: CommitId | null): Promise<void> {
  if (head === null) return;
  await once(state, { ledger }, `head ${head}`, (record) => record.event('commit.seen', { commit: head, inForce: state.commit }));
}

async function historyRewritten(state: FleetState, ports: DeclarationPorts, head: CommitId): Promise<void> {
  if (!state.rewritten) {
    state.rewritten = true;
    state.version++;
  }
  state.pending = null;
  state.sourceTrouble = {
    since: state.sourceTrouble?.since ?? ports.clock.now(),
    message: `${state.ref} was rewritten: ${head.slice(0, 7)} does not descend from ${state.commit.slice(0, 7)}, which is in force. Nothing new starts. Push a head that descends from it.`,
  };
  await once(state, ports, `rewritten ${head}`, (record) => {
    record.event('history.rewritten', { head, inForce: state.commit });
    ports.log.error('history was rewritten; nothing new starts', { fleet: state.name, head, inForce: state.commit });
  });
}
