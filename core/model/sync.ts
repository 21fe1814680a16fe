/** The agent protocol, v1: what travels in `POST /agent/v1/sync`, `/agent/v1/enrol` and `/agent/v1/renew`. Published as schemas/agent/v1. */
import { type Static, Type } from 'typebox';
import { ResultState } from './action.ts';
import { Observation } from './observation.ts';

const text = (max: number, description: string) => Type.String({ maxLength: max, description });
const instant = (description: string) => Type.Integer({ minimum: 0, maximum: 8_640_000_000_000_000, description });
const orNull = <T>(schema: object, description?: string) =>
  Type.Unsafe<T | null>({ anyOf: [schema, { type: 'null' }], ...(description === undefined ? {} : { description }) });

const PatchState = Type.Unsafe<import('./action.ts').PatchState>({
  type: 'object',
  required: ['type'],
  discriminator: { propertyName: 'type' },
  oneOf: [
    {
      type: 'object',
      additionalProperties: false,
      required: ['type', 'build'],
      properties: {
        type: { const: 'windows', description: 'Windows Server' },
        build: { type: 'string', maxLength: 20, description: 'CurrentBuild.UBR to go back to' },
      },
    },
    {
      type: 'object',
      additionalProperties: false,
      required: ['type', 'packages'],
      properties: {
        type: { const: 'debian', description: 'Debian' },
        packages: {
          type: 'object',
          maxProperties: 500,
          additionalProperties: { type: 'string', maxLength: 120 },
          description: 'Versions to go back to, by package',
        },
      },
    },
  ],
});

export const WireResult = Type.Object(
  {
    action: text(400, 'The action id'),
    state: Type.Unsafe<ResultState>({
      type: 'string',
      enum: [...ResultState],
      description: 'started is progress; the other four are final',
    }),
    at: instant('When the state was reached, by the agent’s clock'),
    code: orNull<string>(text(80, 'Stable code when refused or failed')),
    detail: text(2000, 'One sentence for people'),
    changed: Type.Boolean({ description: 'Whether anything on the host is different now' }),
    before: orNull<import('./action.ts').PatchState>(PatchState, 'Patch state found before an install'),
  },
  { additionalProperties: false },
);
export type WireResult = Static<typeof WireResult>;

export const SyncRequest = Type.Object(
  {
    v: Type.Literal(1, { description: 'Version of the protocol' }),
    agent: Type.Object(
      { version: text(40, 'Version of the agent') },
      { additionalProperties: false, description: 'The program that speaks' },
    ),
    observation: Type.Object(
      {
        digest: Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of the canonical observation' }),
        full: orNull<Observation>(Observation, 'The whole observation, or null'),
      },
      { additionalProperties: false, description: 'full = null when the controller is thought to know the digest' },
    ),
    results: Type.Array(WireResult, { maxItems: 200, description: 'All results not yet acknowledged, oldest first' }),
    counters: Type.Object(
      {
        epoch: Type.Integer({ minimum: 0, description: 'Highest epoch of an envelope seen' }),
        sequence: Type.Integer({ minimum: 0, description: 'Highest envelope sequence seen in this epoch' }),
        commit: Type.String({ pattern: '^[0-9a-f]{40}$', description: 'The newest commit the agent has accepted' }),
      },
      { additionalProperties: false, description: 'What the agent has seen last' },
    ),
    idleUntil: orNull<number>(instant('When time alone makes the agent act next; null = never (used by the demo clock)')),
  },
  { additionalProperties: false, $id: 'SyncRequest' },
);
export type SyncRequest = Static<typeof SyncRequest>;

const Dsse = Type.Object(
  {
    payloadType: text(200, 'Inside the signature'),
    payload: text(2_000_000, 'Base64 of the signed bytes'),
    signatures: Type.Array(
      Type.Object({ keyid: text(200, 'SHA-256 of the public key'), sig: text(2000, 'Base64') }, { additionalProperties: false }),
      { minItems: 1, maxItems: 4, description: 'Over payloadType and payload' },
    ),
  },
  { additionalProperties: false },
);

/** One step of the reviewed history with all the Git objects that prove it and the documents of it this host needs. */
export const CommitBundle = Type.Object(
  {
    fromCommit: Type.String({ pattern: '^[0-9a-f]{40}$', description: 'The commit this step starts from' }),
    commit: Type.String({ pattern: '^[0-9a-f]{40}$', description: 'The commit it leads to' }),
    /** Null for the pinned first commit, which trust starts from. */
    evidence: orNull<Static<typeof Dsse>>(Dsse, 'The review of this step; null for the pinned first commit'),
    files: Type.Array(text(500, 'Path'), {
      maxItems: 2000,
      description: 'Declaration files of the commit that concern this host',
    }),
    objects: Type.Array(
      Type.Object(
        {
          type: Type.Unsafe<'commit' | 'tree' | 'blob'>({
            enum: ['commit', 'tree', 'blob'],
            description: 'Type of the Git object',
          }),
          body: text(3_000_000, 'Base64'),
        },
        { additionalProperties: false },
      ),
      { maxItems: 20_000, description: 'Raw Git objects; the agent hashes each' },
    ),
  },
  { additionalProperties: false, $id: 'CommitBundle' },
);
export type CommitBundle = Static<typeof CommitBundle>;

export const SyncAnswer = Type.Object(
  {
    v: Type.Literal(1, { description: 'Version of the protocol' }),
    now: instant('The controller’s clock'),
    next: instant('When to call again at the latest'),
    acks: Type.Array(text(400, 'Action id'), { maxItems: 1000, description: 'Results taken, by action id' }),
    wantFull: Type.Boolean({ description: 'Send the whole observation next time' }),
    commits: Type.Array(CommitBundle, { maxItems: 1000, description: 'Oldest first, from the agent’s commit on' }),
    actions: Type.Array(Dsse, { maxItems: 50, description: 'Signed envelopes' }),
  },
  { additionalProperties: false, $id: 'SyncAnswer' },
);
export type SyncAnswer = Static<typeof SyncAnswer>;

export const EnrolRequest = Type.Object(
  {
    v: Type.Literal(1, { description: 'Version of the protocol' }),
    fleet: text(63, 'Fleet name'),
    host: text(63, 'Declared host name'),
    csr: text(20_000, 'PKCS #10 in PEM: proves possession of the key; its subject is ignored'),
    token: orNull<string>(text(200, 'One-use token, when the host is declared with `enrol: token`')),
  },
  { additionalProperties: false, $id: 'EnrolRequest' },
);
export type EnrolRequest = Static<typeof EnrolRequest>;

export const EnrolAnswer = Type.Object(
  {
    v: Type.Literal(1, { description: 'Version of the protocol' }),
    certificate: text(20_000, 'PEM, the agent’s certificate followed by the CA'),
    signingKey: text(2_000, 'PEM, SPKI: the controller’s Ed25519 key for envelopes, to be pinned'),
    renewAt: instant('Renew from then on'),
  },
  { additionalProperties: false, $id: 'EnrolAnswer' },
);
export type EnrolAnswer = Static<typeof EnrolAnswer>;

/** Over a connection with the certificate in use; answered as an enrolment is. */
export const RenewRequest = Type.Object(
  {
    v: Type.Literal(1, { description: 'Version of the protocol' }),
    csr: text(20_000, 'PKCS #10 in PEM, for the same key'),
  },
  { additionalProperties: false, $id: 'RenewRequest' },
);
export type RenewRequest = Static<typeof RenewRequest>;
