/** The published schemas: strict, described, and in step with what checks documents. */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { load as loadYaml } from 'js-yaml';
import { exampleFiles, text } from '#test/fleets.ts';

type Schema = { readonly [key: string]: unknown };

const root = new URL('../../../schemas/', import.meta.url);
const paths = (await readdir(root, { recursive: true })).filter((path) => path.endsWith('.schema.json')).sort();
const schemas = new Map(
  await Promise.all(
    paths.map(async (path) => [path, JSON.parse(await readFile(new URL(path, root), 'utf8')) as Schema] as const),
  ),
);

const strict = () =>
  new Ajv2020({ strict: true, strictRequired: false, allErrors: true, discriminator: true, allowUnionTypes: true });

describe('published schemas', () => {
  it('are there for editors, agents and configuration', () => {
    assert.ok(schemas.has('declarations/v1/declaration.schema.json'));
    assert.ok(schemas.has('agent/v1/sync-request.schema.json'));
  });

  for (const [path, schema] of schemas) {
    it(`${path} compiles with every strictness ajv has`, () => {
      strict().compile(schema);
    });

    it(`${path} describes every field`, () => {
      const missing: string[] = [];
      fieldsWithoutDescription(schema, schema, '', missing);
      assert.deepEqual(missing, []);
    });
  }

  it('complete and check the example fleet in editors', async () => {
    const files = await exampleFiles();
    const validate = strict().compile(schemas.get('declarations/v1/declaration.schema.json')!);
    for (const file of files) {
      const content = text(file.bytes);
      const comment = /^# yaml-language-server: \$schema=(\S+)\n/.exec(content);
      assert.ok(comment, `${file.path} names its schema`);
      const target = new URL(comment[1]!, new URL(`../fleet-example/${file.path}`, root));
      assert.equal(target.href, new URL('declarations/v1/declaration.schema.json', root).href, file.path);
      for (const document of content.split(/^---$/m)) {
        // An editor reads numbers as YAML 1.2 does, so quotes that are needed there must be there.
        assert.ok(validate(loadYaml(document)), `${file.path}: ${JSON.stringify(validate.errors)}`);
      }
    }
  });
});

function fieldsWithoutDescription(schema: unknown, top: Schema, at: string, missing: string[]): void {
  if (typeof schema !== 'object' || schema === null) return;
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'properties') {
      for (const [name, property] of Object.entries(value as Schema)) {
        if (!isDescribed(property as Schema, top)) missing.push(`${at}/${name}`);
        fieldsWithoutDescription(property, top, `${at}/${name}`, missing);
      }
    } else if (key !== 'enum' && key !== 'default' && key !== 'examples') fieldsWithoutDescription(value, top, at, missing);
  }
}

function isDescribed(schema: Schema, top: Schema): boolean {
  if (typeof schema['description'] === 'string' && schema['description'].length >= 4) return true;
  if (typeof schema['$ref'] === 'string') {
    const name = schema['$ref'].replace('#/$defs/', '');
    return isDescribed((top['$defs'] as Schema)[name] as Schema, top);
  }
  return Array.isArray(schema['anyOf']) && (schema['anyOf'] as Schema[]).some((one) => isDescribed(one, top));
}
