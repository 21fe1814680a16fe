/** `--observations <file>`: read, checked item by item, and completed by what the declarations say. */
import { open } from 'node:fs/promises';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { suggestion } from '#core/declarations/nearest.ts';
import { callNamed } from '#core/diff/calls.ts';
import { startsOf } from '#core/diff/starts.ts';
import { callFor } from '#core/interventions/called-for.ts';
import { goalDigest, goalOf } from '#core/interventions/goals.ts';
import { noticeSubjectOf } from '#core/interventions/notice-subject.ts';
import type { Fleet } from '#core/model/fleet.ts';
import {
  type ActionId,
  actionId,
  type CallName,
  type CommitId,
  type Digest,
  type HostName,
  type InterventionId,
  interventionId,
  type VmName,
} from '#core/model/ids.ts';
import { type Intervention, type InterventionKind, type StepRecord, VmInterventionKind } from '#core/model/intervention.ts';
import type { Observation } from '#core/model/observation.ts';
import {
  InterventionInFile,
  type Moment,
  NoticeInFile,
  ObservationsFile,
  type StepInFile,
  StopInFile,
} from '#core/model/observations-file.ts';
import type { Notice, PlanInput, Stop } from '#core/model/plan.ts';
import { after, day, duration, type Instant, instant, instantOf, minute } from '#core/model/time.ts';
import { counted } from '#core/views/format.ts';
import { Trouble } from './exit-codes.ts';

export interface Facts extends Pick<PlanInput, 'observations' | 'seenAt' | 'interventions' | 'notices' | 'stops'> {
  /** The instant the file is about; null = it does not say. */
  readonly at: Instant | null;
  /** Hosts that it tells of and nobody declared: left out. */
  readonly undeclared: readonly string[];
}

/** Of the planned fleet, to complete what the file leaves out. */
export interface Planned {
  readonly fleet: Fleet;
  readonly commit: CommitId;
}

/** Bytes; reports of 10,000 hosts are about 30 MiB. */
const largest = 512 * 2 ** 20;
const mostTold = 5;
const none = '0'.repeat(64) as Digest;

/** @throws Trouble that names the file and each place in it by its JSON pointer */
export async function readFacts(path: string, planned: Planned): Promise<Facts> {
  let read: unknown;
  try {
    read = JSON.parse(await textOf(path));
  } catch (error) {
    if (error instanceof Trouble) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw bad(error instanceof SyntaxError ? `${path} is no JSON: ${why}` : `${path} cannot be read: ${why}`, error);
  }
  const problems: string[] = [];
  const facts = factsOf(read, planned, (pointer, message) => problems.push(`${path}#${pointer} ${message}`));
  if (problems.length > 0) {
    const more = problems.length - mostTold;
    const told = problems.slice(0, mostTold).join('\n       ');
    throw bad(more > 0 ? `${told}\n       and ${counted(more, 'more problem')}` : told, null);
  }
  return facts;
}

async function textOf(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    if (size > largest) throw bad(`${path} is larger than ${largest / 2 ** 20} MiB`, null);
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}

function bad(message: string, cause: unknown): Trouble {
  const remedy = 'what it may hold: schemas/observations/v1/observations.schema.json; atlas plan --json > file writes one';
  return new Trouble('usage', 'bad-observations', message, remedy, cause);
}

type Report = (pointer: string, message: string) => void;
type Data = Readonly<Record<string, unknown>>;

function factsOf(read: unknown, { fleet, commit }: Planned, report: Report): Facts {
  const { data, base } = documentIn(read);
  const nothing: Facts = { at: null, observations: {}, seenAt: {}, interventions: [], notices: [], stops: [], undeclared: [] };
  if (data === null) {
    report('', 'is no object with observations');
    return nothing;
  }
  const checks = validators();
  const known = Object.keys(ObservationsFile.properties);
  for (const key of Object.keys(data))
    if (!known.includes(key)) report(`${base}/${key}`, `is not known; ${suggestion(key, known, 'fields')}`);
  const at = data['at'] === undefined ? null : momentOf(data['at'], `${base}/at`, report);

  const observations: Record<string, Observation> = {};
  const seenAt: Record<string, Instant> = {};
  const undeclared: string[] = [];
  if (!isObject(data['observations'])) report(`${base}/observations`, 'must be an object: host → what it reports');
  for (const [host, value] of entries(data['observations'])) {
    const pointer = `${base}/observations/${escaped(host)}`;
    if (!passes(checks.observation, value, pointer, report)) continue;
    const observation = withInstants(value as Observation, pointer, report);
    if (Object.hasOwn(fleet.hosts, host)) observations[host] = observation;
    else undeclared.push(host);
  }
  if (data['seenAt'] !== undefined && !isObject(data['seenAt'])) report(`${base}/seenAt`, 'must be an object: host → instant');
  for (const [host, value] of entries(data['seenAt'])) {
    const seen = momentOf(value, `${base}/seenAt/${escaped(host)}`, report);
    if (at !== null && seen > at) report(`${base}/seenAt/${escaped(host)}`, 'is after "at", the instant this file is about');
    if (Object.hasOwn(fleet.hosts, host)) seenAt[host] = seen;
  }
  const listed = <T>(key: string, check: ValidateFunction<T>, make: (item: T, pointer: string, index: number) => unknown) => {
    const value = data[key];
    if (value === undefined) return [];
    if (!Array.isArray(value)) {
      report(`${base}/${key}`, 'must be a list');
      return [];
    }
    return value.flatMap((item: unknown, index) => {
      const pointer = `${base}/${key}/${index}`;
      return passes(check, item, pointer, report) ? [make(item, pointer, index)] : [];
    });
  };
  const around = { fleet, commit, report };
  return {
    at,
    observations,
    seenAt,
    undeclared,
    interventions: listed('interventions', checks.intervention, (item, pointer) =>
      interventionOf(item, pointer, around),
    ) as Intervention[],
    notices: listed('notices', checks.notice, (item, pointer) => noticesOf(item, pointer, around)).flat() as Notice[],
    stops: listed('stops', checks.stop, (item, pointer, index) => stopOf(item, pointer, index, report)) as Stop[],
  };
}

/** The file itself, or the facts within what `atlas plan --json` prints. */
function documentIn(read: unknown): { readonly data: Data | null; readonly base: string } {
  if (!isObject(read)) return { data: null, base: '' };
  const { input } = read;
  if (!isObject(input)) return { data: read, base: '' };
  const { observations, seenAt, interventions, notices, stops, now } = input;
  const found = { observations, seenAt, interventions, notices, stops, at: now };
  return { data: Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)), base: '/input' };
}

interface Around extends Planned {
  readonly report: Report;
}

function interventionOf(item: InterventionInFile, pointer: string, { fleet, commit, report }: Around): Intervention {
  const host = item.host as HostName;
  const vm = (item.vm ?? null) as VmName | null;
  const call = item.call as CallName;
  const kind = item.kind ?? (vm === null ? kindOf(fleet, host) : null);
  if (kind === null) report(pointer, vm === null ? `host "${host}" is not declared: say kind` : 'is about a VM: say kind');
  const target = item.target ?? (kind === null ? none : targetOf(fleet, kind, host, vm, call));
  if (target === null)
    report(pointer, `nothing that is declared calls for it ("${call}"): say target, or correct call, host and vm`);
  const at = (value: Moment | null | undefined, field: string) =>
    value === undefined || value === null ? null : momentOf(value, `${pointer}/${field}`, report);
  const id = (item.id as InterventionId | undefined) ?? interventionId(call, vm ?? host, 1);
  const declared = callAttempt(fleet, call);
  return {
    id,
    kind: kind ?? 'patch-server',
    host,
    vm,
    call,
    attempt: item.attempt ?? declared,
    target: (target ?? none) as Digest,
    commit: (item.commit as CommitId | undefined) ?? commit,
    startedAt: momentOf(item.startedAt, `${pointer}/startedAt`, report),
    steps: (item.steps ?? []).map((step, index) => stepOf(step, `${pointer}/steps/${index}`, index, { fleet, host, id, report })),
    verifiedAt: at(item.verifiedAt, 'verifiedAt'),
    outcome: item.outcome ?? null,
    endedAt: at(item.endedAt, 'endedAt'),
    why: item.why ?? '',
  };
}

function kindOf(fleet: Fleet, host: string): InterventionKind | null {
  const declared = Object.hasOwn(fleet.hosts, host) ? fleet.hosts[host] : undefined;
  if (declared === undefined) return null;
  return declared.hyperV !== null ? 'patch-hypervisor' : declared.runsOn !== null ? 'patch-guest' : 'patch-server';
}

function targetOf(fleet: Fleet, kind: InterventionKind, host: HostName, vm: VmName | null, call: string): Digest | null {
  if (vm === null) {
    const found = callFor(fleet, host, call);
    return found && goalDigest(found.target);
  }
  const asked = VmInterventionKind.find((one) => one === kind);
  const goal = asked === undefined ? null : goalOf(fleet, asked, vm);
  return goal && goalDigest(goal);
}

function callAttempt(fleet: Fleet, call: string): number {
  const found = [fleet.rollouts, fleet.migrations, fleet.replicationPolicies].find((declared) => Object.hasOwn(declared, call));
  return found?.[call]?.attempt ?? 1;
}

function stepOf(
  item: StepInFile,
  pointer: string,
  index: number,
  { fleet, host, id, report }: { fleet: Fleet; host: HostName; id: InterventionId; report: Report },
): StepRecord {
  const on = (item.host ?? host) as HostName;
  const claimedAt = momentOf(item.claimedAt, `${pointer}/claimedAt`, report);
  const at = (value: Moment | null | undefined, field: string, otherwise: Instant | null) =>
    value === undefined ? otherwise : value === null ? null : momentOf(value, `${pointer}/${field}`, report);
  const began = item.state !== 'claimed' && item.state !== 'void';
  const ended = began && item.state !== 'started';
  return {
    action: (item.action as ActionId | undefined) ?? actionId(fleet.name, on, id, item.step, 1),
    step: item.step,
    host: on,
    kind: item.kind as StepRecord['kind'],
    claimedAt,
    sequence: item.sequence ?? index + 1,
    epoch: item.epoch ?? 1,
    expires: at(item.expires, 'expires', null) ?? after(claimedAt, duration(15 * minute)),
    planId: (item.planId as Digest | undefined) ?? none,
    state: item.state,
    startedAt: at(item.startedAt, 'startedAt', began ? claimedAt : null),
    endedAt: at(item.endedAt, 'endedAt', ended ? claimedAt : null),
    code: item.code ?? null,
    detail: item.detail ?? '',
    before: (item.before ?? null) as StepRecord['before'],
    resolvedBy: item.resolvedBy ?? null,
  };
}

/** One notice for each subject: VMs that go to different places are announced apart. */
function noticesOf(item: NoticeInFile, pointer: string, { fleet, report }: Around): readonly Notice[] {
  const name = item.call as CallName;
  const call = callNamed(fleet, name);
  const givenAt = momentOf(item.givenAt, `${pointer}/givenAt`, report);
  const hosts = (item.hosts as (HostName | VmName)[] | undefined) ?? call?.members;
  if (hosts === undefined) {
    report(pointer, `"${name}" is not declared: say hosts and subject, or leave the notice out`);
    return [];
  }
  const from = () => {
    if (item.from !== undefined) return momentOf(item.from, `${pointer}/from`, report);
    const earliest = after(givenAt, duration((call?.notice.days ?? 0) * day));
    return startsOf(fleet)(call?.window ?? null, null, earliest)?.at ?? earliest;
  };
  const subjects = Map.groupBy(hosts, (told) => (item.subject as Digest | undefined) ?? noticeSubjectOf(fleet, name, told));
  const start = from();
  return [...subjects].flatMap(([subject, told]) =>
    // what nothing calls for any more was announced all the same, and says nothing now
    subject === null ? [] : [{ call: name, subject, hosts: told, givenAt, from: start }],
  );
}

function stopOf(item: StopInFile, pointer: string, index: number, report: Report): Stop {
  return {
    id: item.id ?? `stop-${index + 1}`,
    hosts: (item.hosts ?? null) as Stop['hosts'],
    by: item.by,
    why: item.why,
    at: momentOf(item.at, `${pointer}/at`, report),
    holdAll: item.holdAll ?? false,
  };
}

function withInstants(observation: Observation, pointer: string, report: Report): Observation {
  if (observation.backups === undefined) return observation;
  const backups = Object.fromEntries(
    Object.entries(observation.backups).map(([policy, told]) => [
      policy,
      {
        ...told,
        lastSuccess: Object.fromEntries(
          Object.entries(told.lastSuccess).map(([vm, at]) => [
            vm,
            momentOf(at, `${pointer}/backups/${escaped(policy)}/lastSuccess/${escaped(vm)}`, report),
          ]),
        ),
      },
    ]),
  );
  return { ...observation, backups };
}

function momentOf(value: unknown, pointer: string, report: Report): Instant {
  try {
    if (typeof value === 'number') return instant(value);
    if (typeof value === 'string') return instantOf(value);
  } catch {
    // said below, with what is right
  }
  report(
    pointer,
    `${JSON.stringify(value)?.slice(0, 60) ?? 'nothing'} is no instant: write it with its zone, like 2026-12-05T19:30:00+01:00`,
  );
  return instant(0);
}

interface Validators {
  readonly observation: ValidateFunction;
  readonly intervention: ValidateFunction<InterventionInFile>;
  readonly notice: ValidateFunction<NoticeInFile>;
  readonly stop: ValidateFunction<StopInFile>;
}

function validators(): Validators {
  const ajv = new Ajv({ discriminator: true, strict: false, validateFormats: false, verbose: true });
  const { observations } = ObservationsFile.properties as unknown as { observations: { additionalProperties: object } };
  return {
    observation: ajv.compile(observations.additionalProperties),
    intervention: ajv.compile<InterventionInFile>(InterventionInFile),
    notice: ajv.compile<NoticeInFile>(NoticeInFile),
    stop: ajv.compile<StopInFile>(StopInFile),
  };
}

function passes<T>(check: ValidateFunction<T>, value: unknown, pointer: string, report: Report): value is T {
  if (check(value)) return true;
  const [error] = check.errors ?? [];
  report(`${pointer}${error?.instancePath ?? ''}`, error === undefined ? 'is not right' : errorText(error));
  return false;
}

function errorText({ keyword, params, message, parentSchema }: ErrorObject): string {
  const told = params as Readonly<Record<string, unknown>>;
  const unknown = told['additionalProperty'];
  if (keyword === 'additionalProperties' && typeof unknown === 'string') {
    const properties = (parentSchema as { properties?: object } | undefined)?.properties;
    return `has an unknown field "${unknown}"${properties === undefined ? '' : `; ${suggestion(unknown, Object.keys(properties), 'fields')}`}`;
  }
  if (keyword === 'required') return `lacks "${String(told['missingProperty'])}"`;
  if (keyword === 'enum' && Array.isArray(told['allowedValues'])) return `must be one of: ${told['allowedValues'].join(', ')}`;
  return message ?? 'is not right';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function entries(value: unknown): readonly (readonly [string, unknown])[] {
  return isObject(value) ? Object.entries(value) : [];
}

/** A segment of a JSON pointer. */
function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
