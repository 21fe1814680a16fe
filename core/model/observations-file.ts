/**
 * The file that `--observations` reads: what hosts report, when, and what is known besides. Instants are ISO 8601 with a zone, or
 * milliseconds as `atlas plan --json` prints them. What is left out follows from the declarations that are planned.
 */
import { type Static, Type } from 'typebox';
import { InterventionKind, Outcome } from './intervention.ts';
import { Observation } from './observation.ts';

const name = (description: string) => Type.String({ pattern: '^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$', description });
const digest = (description: string) => Type.String({ pattern: '^[0-9a-f]{64}$', description });
const commit = (description: string) => Type.String({ pattern: '^[0-9a-f]{40}$', description });
const oneOf = <const T extends readonly string[]>(values: T, description: string) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: [...values], description });
const orNull = (inner: object, description: string) => ({ anyOf: [inner, { type: 'null' }], description });
const strict = { additionalProperties: false } as const;

const isoText = {
  type: 'string',
  maxLength: 40,
  pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{5,18}(Z|[+-][0-9]{2}:[0-9]{2})$',
  examples: ['2026-12-05T19:30:00+01:00'],
};
const milliseconds = { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER };

/** ISO 8601 with a zone, or epoch milliseconds. */
export type Moment = string | number;
const moment = (description: string) => Type.Unsafe<Moment>({ anyOf: [isoText, milliseconds], description });
const momentOrNull = (description: string) => Type.Unsafe<Moment | null>(orNull({ anyOf: [isoText, milliseconds] }, description));

/** Hosts of one file. */
const mostHosts = 200_000;
const mostRecords = 200_000;

export const StepInFile = Type.Object(
  {
    step: Type.String({ pattern: '^[a-z0-9./-]{1,200}$', description: 'install, drain/par-app-01/prepare…' }),
    kind: Type.String({ maxLength: 40, description: 'Kind of its action: update.install, host.reboot…' }),
    state: oneOf(
      ['claimed', 'started', 'done', 'failed', 'refused', 'unknown', 'void'],
      'What became of it, as far as its agent has told',
    ),
    claimedAt: moment('When it was handed to the agent'),
    host: Type.Optional(name('Where it runs; left out = the host of the intervention')),
    action: Type.Optional(Type.String({ maxLength: 500, description: 'Left out = follows from the rest' })),
    startedAt: Type.Optional(momentOrNull('Left out = when it was claimed, unless it was only claimed')),
    endedAt: Type.Optional(momentOrNull('Left out = when it was claimed, for steps that have ended')),
    sequence: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, description: 'Of its envelope' })),
    epoch: Type.Optional(
      Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, description: 'Of the controller that sealed it' }),
    ),
    expires: Type.Optional(moment('When its envelope expires; left out = a quarter of an hour after it was claimed')),
    planId: Type.Optional(digest('The plan it was claimed under')),
    code: Type.Optional(Type.Unsafe<string | null>(orNull({ type: 'string', maxLength: 200 }, 'Stable code of a failure'))),
    detail: Type.Optional(Type.String({ maxLength: 4000, description: 'What its agent said of it' })),
    before: Type.Optional(
      Type.Unsafe<Readonly<Record<string, unknown>> | null>(orNull({ type: 'object' }, 'Patch level before the step')),
    ),
    resolvedBy: Type.Optional(Type.Unsafe<string | null>(orNull({ type: 'string', maxLength: 200 }, 'Who resolved it'))),
  },
  { ...strict, description: 'One step that was handed out' },
);
export type StepInFile = Static<typeof StepInFile>;

export const InterventionInFile = Type.Object(
  {
    call: name('The rollout, replication policy or migration that called for it'),
    host: name('The host that is patched; with vm, the one that ran it when this began'),
    startedAt: moment('When it began'),
    vm: Type.Optional(Type.Unsafe<string | null>(orNull({ type: 'string', maxLength: 63 }, 'The VM it is about'))),
    kind: Type.Optional(oneOf(InterventionKind, 'Left out = as the host is patched; needed for VMs')),
    id: Type.Optional(Type.String({ pattern: '^[a-z0-9-]+\\.[a-z0-9-]+\\.[0-9]+$', description: 'Left out = call.subject.1' })),
    attempt: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'Left out = as declared' })),
    target: Type.Optional(digest('What is to be reached; left out = what is declared now')),
    commit: Type.Optional(commit('The commit it began under; left out = the one that is planned')),
    steps: Type.Optional(Type.Array(StepInFile, { maxItems: 2_000, description: 'In order of claim' })),
    verifiedAt: Type.Optional(momentOrNull('When it was verified: soak counts from here')),
    outcome: Type.Optional(
      Type.Unsafe<(typeof Outcome)[number] | null>(orNull({ enum: [...Outcome] }, 'Null or left out = it is running')),
    ),
    endedAt: Type.Optional(momentOrNull('When it ended')),
    why: Type.Optional(Type.String({ maxLength: 4000, description: 'Why it ended so' })),
  },
  { ...strict, description: 'Work that was begun' },
);
export type InterventionInFile = Static<typeof InterventionInFile>;

export const NoticeInFile = Type.Object(
  {
    call: name('The rollout, replication policy or migration that was announced'),
    givenAt: moment('When people were told'),
    hosts: Type.Optional(
      Type.Array(name('A host of a rollout; a VM of the others'), {
        maxItems: mostHosts,
        description: 'Who was told of; left out = everything that the call names now',
      }),
    ),
    from: Type.Optional(moment('The first start that was announced; left out = the first that notice and window allow')),
    subject: Type.Optional(digest('What was announced; left out = what is declared now')),
  },
  { ...strict, description: 'People were told' },
);
export type NoticeInFile = Static<typeof NoticeInFile>;

export const StopInFile = Type.Object(
  {
    by: Type.String({ maxLength: 200, description: 'Who ordered it' }),
    why: Type.String({ maxLength: 2000, description: 'Why, in the words of who ordered it' }),
    at: moment('Since when'),
    id: Type.Optional(Type.String({ maxLength: 200, description: 'Names it; left out = by its place' })),
    hosts: Type.Optional(
      Type.Unsafe<string[] | null>(
        orNull(
          { type: 'array', maxItems: mostHosts, items: { type: 'string', maxLength: 63 } },
          'Null or left out = the whole fleet',
        ),
      ),
    ),
    holdAll: Type.Optional(Type.Boolean({ description: 'Fail-backs and rollbacks already owed wait, too' })),
  },
  { ...strict, description: 'atlas stop, not lifted yet' },
);
export type StopInFile = Static<typeof StopInFile>;

export const ObservationsFile = Type.Object(
  {
    $schema: Type.Optional(Type.String({ maxLength: 500, description: 'For editors' })),
    at: Type.Optional(
      moment(
        'The instant this file is about, and the one that is planned for unless --at says another: then every report keeps the age it has here',
      ),
    ),
    observations: Type.Unsafe<Record<string, Observation>>({
      type: 'object',
      maxProperties: mostHosts,
      additionalProperties: observationInFile(),
      description: 'What hosts report, by name. A host that is missing has not checked in',
    }),
    seenAt: Type.Optional(
      Type.Unsafe<Record<string, Moment>>({
        type: 'object',
        maxProperties: mostHosts,
        additionalProperties: { anyOf: [isoText, milliseconds] },
        description: 'When each host last checked in; a host that is missing here did just now',
      }),
    ),
    interventions: Type.Optional(
      Type.Array(InterventionInFile, { maxItems: mostRecords, description: 'Running and ended work' }),
    ),
    notices: Type.Optional(Type.Array(NoticeInFile, { maxItems: mostRecords, description: 'What people were told' })),
    stops: Type.Optional(Type.Array(StopInFile, { maxItems: 10_000, description: 'Stops that stand' })),
  },
  {
    ...strict,
    title: 'What hosts report',
    description:
      'For atlas plan, explain, forecast and diff: --observations <file>. What atlas plan --json prints is taken as well, and what it holds counts in the same way.',
  },
);
export type ObservationsFile = Static<typeof ObservationsFile>;

/** As an agent says it, but for backups: their instants may be written as people write them. */
function observationInFile(): object {
  const copy = JSON.parse(JSON.stringify(Observation)) as { $id?: string };
  delete copy.$id;
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [key, inner] of Object.entries(node as Record<string, unknown>)) {
      if (key === 'lastSuccess' && typeof inner === 'object' && inner !== null && 'type' in inner) {
        const { description } = inner as { description?: string };
        (node as Record<string, unknown>)[key] = {
          type: 'object',
          maxProperties: 10_000,
          additionalProperties: { anyOf: [isoText, milliseconds] },
          ...(description === undefined ? {} : { description }),
        };
      } else walk(inner);
    }
  };
  walk(copy);
  return copy;
}
