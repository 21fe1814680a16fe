/**
 * What an envelope may look like: nothing is optional, nothing may be added, every text has a limit. Written by hand so
 * that an agent starts without a schema compiler, and so that the vocabulary can be read in one place.
 */
import { ActionKind, type Envelope } from '../model/action.ts';
import { namePattern, parseActionId } from '../model/ids.ts';

/** Null when `value` is good, else where and why it is not, without repeating what was sent. */
type Check = (value: unknown, at: string) => string | null;

const text =
  (pattern: RegExp, max: number): Check =>
  (value, at) =>
    typeof value === 'string' && value.length <= max && pattern.test(value) ? null : `${at} is malformed`;

const integer =
  (min: number): Check =>
  (value, at) =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= min ? null : `${at} is no whole number from ${min}`;

const literal =
  (...values: readonly unknown[]): Check =>
  (value, at) =>
    values.includes(value) ? null : `${at} is not one of ${values.map(String).join(', ')}`;

const orNull =
  (check: Check): Check =>
  (value, at) =>
    value === null ? null : check(value, at);

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function members(checks: Readonly<Record<string, Check>>): Check {
  const names = Object.keys(checks);
  return (value, at) => {
    if (!isRecord(value)) return `${at} is not an object`;
    const extra = Object.keys(value).find((key) => !Object.hasOwn(checks, key));
    if (extra !== undefined) return `${at} has a field that is not in the vocabulary`;
    for (const name of names) {
      if (!Object.hasOwn(value, name)) return `${at}.${name} is missing`;
      const problem = checks[name]!(value[name], `${at}.${name}`);
      if (problem !== null) return problem;
    }
    return null;
  };
}

const entries =
  (key: Check, entry: Check, max: number): Check =>
  (value, at) => {
    if (!isRecord(value)) return `${at} is not an object`;
    const keys = Object.keys(value);
    if (keys.length > max) return `${at} has more than ${max} entries`;
    for (const name of keys) {
      const problem = key(name, `${at} key`) ?? entry(value[name], `${at} entry`);
      if (problem !== null) return problem;
    }
    return null;
  };

const list =
  (item: Check, max: number): Check =>
  (value, at) => {
    if (!Array.isArray(value) || value.length > max) return `${at} is not a list of at most ${max}`;
    for (const member of value) {
      const problem = item(member, `${at} item`);
      if (problem !== null) return problem;
    }
    return null;
  };

/** Chooses the checks of an object by its `type`. */
const byType =
  (variants: Readonly<Record<string, Check>>): Check =>
  (value, at) => {
    const type = isRecord(value) ? value['type'] : undefined;
    if (typeof type !== 'string' || !Object.hasOwn(variants, type)) return `${at}.type is unknown`;
    return variants[type]!(value, at);
  };

const name = text(new RegExp(namePattern), 63);
const line = text(/^[^\p{Cc}]+$/u, 600);
const sha1 = text(/^[0-9a-f]{40}$/, 40);
const sha256 = text(/^[0-9a-f]{64}$/, 64);
const build = text(/^[0-9]{5}\.[0-9]{1,6}$/, 12);
const kb = text(/^KB[0-9]{5,8}$/, 10);
/** Both reach apt's command line as single arguments: neither can be taken for an option. */
const packageName = text(/^[a-z0-9][a-z0-9+.-]{0,99}$/, 100);
const packageVersion = text(/^[0-9A-Za-z][0-9A-Za-z.+:~-]{0,119}$/, 120);
const packages = entries(packageName, packageVersion, 500);
const checkpoint = text(/^[A-Za-z0-9][A-Za-z0-9 ._:#/-]{0,199}$/, 200);

const vm = { vm: name };
/** Hyper-V offers these frequencies (seconds) and at most a day of hourly points. */
const settings = {
  frequency: literal(30, 300, 900),
  recoveryPoints: literal(...Array.from({ length: 25 }, (_, points) => points)),
};
/** A share or a folder, as one argument. */
const folder = text(/^(?:\\\\[A-Za-z0-9._-]+|[A-Za-z]:)(?:\\[A-Za-z0-9 ._$-]+)+$/, 200);
const argsOf: Readonly<Record<ActionKind, Check>> = {
  'update.install': members({
    target: byType({
      windows: members({ type: literal('windows'), build, kb: orNull(kb), hotpatch: orNull(build) }),
      debian: members({ type: literal('debian'), suite: text(/^[a-z][a-z0-9-]{0,39}$/, 40), packages }),
    }),
  }),
  'update.rollback': members({
    to: byType({
      windows: members({ type: literal('windows'), build }),
      debian: members({ type: literal('debian'), packages }),
    }),
  }),
  'host.reboot': members({}),
  'vm.stop': members(vm),
  'vm.start': members(vm),
  'failover.prepare': members(vm),
  'failover.start': members(vm),
  'failover.reverse': members({ ...vm, to: name }),
  'failover.cancel': members(vm),
  'failover.complete': members(vm),
  'failover.test': members(vm),
  'failover.test-end': members(vm),
  'replication.enable': members({ ...vm, to: name, ...settings }),
  'replication.start': members(vm),
  'replication.set': members({ ...vm, ...settings }),
  'replication.resume': members({ ...vm, resynchronize: literal(true, false) }),
  'replication.remove': members(vm),
  'replication.demote': members(vm),
  'vm.remove': members(vm),
  'vm.export': members({ ...vm, path: folder }),
  'vm.import': members({ ...vm, path: folder }),
  'backup.pause': members({ policy: name, host: name }),
  'backup.resume': members({ policy: name, host: name }),
  'checkpoint.create': members({ ...vm, name: checkpoint }),
  'checkpoint.revert': members({ ...vm, name: checkpoint }),
  'checkpoint.remove': members({ ...vm, name: checkpoint }),
};

const order: Check = (value, at) => {
  const kind = isRecord(value) ? value['kind'] : undefined;
  if (!ActionKind.includes(kind as ActionKind)) return `${at}.kind is unknown`;
  return members({ kind: literal(kind), args: argsOf[kind as ActionKind] })(value, at);
};

const action: Check = (value, at) => {
  if (typeof value !== 'string' || value.length > 400) return `${at} is malformed`;
  try {
    parseActionId(value);
    return null;
  } catch {
    return `${at} is malformed`;
  }
};

const envelope = members({
  v: literal(1),
  fleet: name,
  host: name,
  hostKey: text(/^sha256:[0-9a-f]{64}$/, 71),
  action,
  intervention: text(/^[a-z0-9-]{1,63}\.[a-z0-9-]{1,63}\.[0-9]{1,9}$/, 140),
  order,
  pre: members({ bootId: orNull(text(/^[^\p{Cc}]+$/u, 80)) }),
  commit: sha1,
  tree: sha1,
  warrant: members({
    documents: list(line, 2000),
    line,
    call: name,
    subject: text(/^(?:Host|VirtualMachine)\/[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, 80),
  }),
  plan: members({ id: sha256, intent: sha256 }),
  sequence: integer(1),
  epoch: integer(1),
  notBefore: integer(0),
  expires: integer(0),
});

export type Shaped =
  | { readonly ok: true; readonly envelope: Envelope }
  | { readonly ok: false; readonly code: 'unknown-version' | 'unknown-kind' | 'malformed'; readonly detail: string };

/** Reads a parsed payload as an envelope, or says why it is none. */
export function shapedEnvelope(value: unknown): Shaped {
  if (!isRecord(value)) return { ok: false, code: 'malformed', detail: 'the envelope is not an object' };
  if (value['v'] !== 1) {
    return {
      ok: false,
      code: 'unknown-version',
      detail: 'the envelope is of a version this agent does not know; update the agent',
    };
  }
  const kind = isRecord(value['order']) ? value['order']['kind'] : undefined;
  if (typeof kind === 'string' && !ActionKind.includes(kind as ActionKind)) {
    return { ok: false, code: 'unknown-kind', detail: 'the envelope asks for a kind of action that is not in the vocabulary' };
  }
  const problem = envelope(value, 'envelope');
  if (problem !== null) return { ok: false, code: 'malformed', detail: problem };
  const shaped = value as unknown as Envelope;
  const parts = parseActionId(shaped.action);
  if (parts.fleet !== shaped.fleet || parts.host !== shaped.host || parts.intervention !== shaped.intervention) {
    return { ok: false, code: 'malformed', detail: 'the action id names another fleet, host or intervention than the envelope' };
  }
  return { ok: true, envelope: shaped };
}
