/** The shape of `atlas.yaml`: what an installation is told, apart from what the fleet repos declare. */
import { type Static, Type } from 'typebox';
import { branchRef, commit, host, path, port, secretFile } from '#core/config/fields.ts';
import { duration, instant, name } from '#core/declarations/schema/scalars.ts';

const closed = { additionalProperties: false } as const;

const FleetEntry = Type.Object(
  {
    name: name('The fleet; the same name as in its `Fleet` document'),
    url: Type.String({
      minLength: 1,
      maxLength: 1_000,
      description: 'Git URL of the fleet repo: https://…, ssh://… or file:///…, without credentials',
    }),
    ref: Type.Optional(branchRef('The branch that is watched; refs/heads/main unless told')),
    review: Type.Object(
      {
        mode: Type.Unsafe<'signatures'>({
          type: 'string',
          enum: ['signatures'],
          description: 'signatures = people sign approvals with `atlas approve`; no forge is needed',
        }),
      },
      { ...closed, description: 'How it is known that a commit was reviewed' },
    ),
    trust: Type.Object(
      {
        commit: commit('The first commit that is trusted without a review; every later one is checked from here'),
        sshKnownHosts: Type.Optional(
          Type.String({
            minLength: 1,
            maxLength: 20_000,
            description: 'Host keys of the Git server as known_hosts lines; needed for ssh',
          }),
        ),
        sshKey: Type.Optional(secretFile('Private key for ssh; without it an ssh-agent is asked')),
        caFile: Type.Optional(path('PEM file of the CA of the Git server, when it is not a public one')),
        token: Type.Optional(secretFile('Token for https')),
      },
      { ...closed, description: 'What trust in this repo starts from' },
    ),
  },
  { ...closed, description: 'One fleet' },
);

export const AtlasConfig = Type.Object(
  {
    instance: Type.String({
      pattern: '^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,98}[A-Za-z0-9])?$',
      title: 'an instance name (letters, digits, "." and "-" inside)',
      examples: ['atlas.msp.example'],
      description: 'Names this installation; stands in every signed journal head, so it never changes',
    }),
    state: path('Directory of the database, keys and mirrors; only the controller may read it'),
    clock: Type.Optional(
      Type.Unsafe<'real' | { demo: { start: string } }>({
        type: ['string', 'object'],
        title: '"real", the only clock without further fields',
        description: 'real, or a demo clock that jumps from one due instant to the next; real unless told',
        pattern: '^real$',
        ...closed,
        required: ['demo'],
        properties: {
          demo: Type.Object(
            { start: instant('Where demo time begins') },
            { ...closed, description: 'A clock for demonstrations; never for real hosts' },
          ),
        },
      }),
    ),
    listen: Type.Object(
      {
        agents: Type.Object(
          {
            host: host('Address to listen on'),
            port: port('Port to listen on; 0 = any free one'),
            names: Type.Array(host('A name or address'), {
              minItems: 1,
              maxItems: 50,
              description: 'DNS names and IP addresses agents call; they stand in the server certificate',
            }),
          },
          { ...closed, description: 'Where agents call (TLS 1.3, client certificates)' },
        ),
        metrics: Type.Optional(
          Type.Object(
            {
              host: host('Address to listen on; beyond this machine only with a token'),
              port: port('Port to listen on; 0 = any free one'),
              token: Type.Optional(secretFile('Bearer token asked of every request')),
            },
            { ...closed, description: '/healthz and /metrics; 127.0.0.1:9464 unless told' },
          ),
        ),
        control: Type.Optional(path('Socket of the command line, for its owner alone; <state>/control.sock unless told')),
      },
      { ...closed, description: 'Listeners' },
    ),
    agents: Type.Optional(
      Type.Object(
        { hold: Type.Optional(duration('How long a check-in waits for work; PT2M unless told, which is the longest')) },
        { ...closed, description: 'How agents are served' },
      ),
    ),
    poll: Type.Optional(duration('How often the Git servers are asked; PT1M unless told')),
    fleets: Type.Array(FleetEntry, { minItems: 1, maxItems: 1_000, description: 'The fleets this installation serves' }),
  },
  { ...closed, $id: 'AtlasConfig', title: 'atlas.yaml', description: 'Configuration of a controller of ATLAS Orchestrator' },
);
export type AtlasConfig = Static<typeof AtlasConfig>;
