/** What is published: JSON Schemas of what people write and agents say, from the same sources that check them. */
import { existsSync } from 'node:fs';
import { Kind } from '#core/declarations/schema/kind.ts';
import { documents } from '#core/declarations/schema/kinds.ts';
import { Observation } from '#core/model/observation.ts';
import { ObservationsFile } from '#core/model/observations-file.ts';
import { CommitBundle, EnrolAnswer, EnrolRequest, RenewRequest, SyncAnswer, SyncRequest } from '#core/model/sync.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Schema = { readonly [key: string]: Json };

const home = 'https://atlas-orchestrator.example/schemas/';

/** Path below `schemas/` → schema. */
export async function publishedSchemas(): Promise<ReadonlyMap<string, Schema>> {
  return new Map([...declarationSchemas(), ...agentSchemas(), observationsSchema(), ...(await configSchemas())]);
}

function declarationSchemas(): [string, Schema][] {
  const one = Kind.map((kind): [string, Schema] => {
    const path = `declarations/v1/${kebab(kind)}.schema.json`;
    return [path, published(path, plain(documents[kind]))];
  });
  const path = 'declarations/v1/declaration.schema.json';
  const all = published(path, {
    title: 'A declaration of ATLAS Orchestrator',
    description:
      'Any document of a fleet repo; `kind` says which. For editors: # yaml-language-server: $schema=…/declaration.schema.json',
    type: 'object',
    required: ['apiVersion', 'kind', 'metadata', 'spec'],
    discriminator: { propertyName: 'kind' },
    oneOf: Kind.map((kind) => ({ $ref: `#/$defs/${kind}` })),
    $defs: Object.fromEntries(Kind.map((kind) => [kind, plain(documents[kind])])),
  });
  return [...one, [path, all]];
}

function agentSchemas(): [string, Schema][] {
  const messages = { Observation, SyncRequest, SyncAnswer, CommitBundle, EnrolRequest, EnrolAnswer, RenewRequest };
  return Object.entries(messages).map(([name, schema]) => {
    const path = `agent/v1/${kebab(name)}.schema.json`;
    return [path, published(path, { title: name, ...hoisted(plain(schema)) })];
  });
}

function observationsSchema(): [string, Schema] {
  const path = 'observations/v1/observations.schema.json';
  return [path, published(path, plain(ObservationsFile))];
}

/** Configuration files, as far as their programs exist. */
async function configSchemas(): Promise<[string, Schema][]> {
  const sources = [
    { file: 'controller/config.ts', name: 'AtlasConfig', path: 'config/v1/atlas.schema.json' },
    { file: 'agent/config.ts', name: 'AgentConfig', path: 'config/v1/agent.schema.json' },
  ];
  const found: [string, Schema][] = [];
  for (const { file, name, path } of sources) {
    const url = new URL(`../${file}`, import.meta.url);
    if (!existsSync(url)) continue;
    const exported = ((await import(url.href)) as Readonly<Record<string, unknown>>)[name];
    if (typeof exported === 'object' && exported !== null) found.push([path, published(path, hoisted(plain(exported)))]);
  }
  return found;
}

function published(path: string, schema: Schema): Schema {
  const { $id: _, ...rest } = schema;
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', $id: `${home}${path}`, ...rest };
}

/** Without the marks that the schema library keeps on its objects. */
function plain(schema: object): Schema {
  return JSON.parse(JSON.stringify(schema)) as Schema;
}

/** Inner schemas that have a name of their own move to `$defs`, where they stand once. */
function hoisted(schema: Schema): Schema {
  const defs: Record<string, Json> = {};
  const walk = (node: Json, root: boolean): Json => {
    if (Array.isArray(node)) return (node as readonly Json[]).map((item) => walk(item, false));
    if (typeof node !== 'object' || node === null) return node;
    const { $id, ...rest } = node as Schema;
    const inner = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, walk(value, false)]));
    if (root || typeof $id !== 'string') return inner;
    defs[$id] = inner;
    return { $ref: `#/$defs/${$id}` };
  };
  const outer = walk(schema, true) as Schema;
  return Object.keys(defs).length === 0 ? outer : { ...outer, $defs: defs };
}

function kebab(name: string): string {
  return name.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
}
