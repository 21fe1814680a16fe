/**
 * A configuration file: one strict YAML document of the shape its schema says, or all that is wrong with it, each at
 * its line. The same reading as for declarations.
 */
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Static, TSchema } from 'typebox';
import { atFlaw, inReadingOrder, located, type Finding } from '../declarations/finding.ts';
import { locatorOf } from '../declarations/locate.ts';
import { findingsOf } from '../declarations/shape.ts';
import { decoded, type Flaw } from '../declarations/text.ts';
import { readYaml } from '../declarations/yaml.ts';
import type { Problem } from '../model/problem.ts';

export type ConfigRead<T> =
  | {
      readonly ok: true;
      readonly value: T;
      /** Turns what further checks find into problems at their lines. */
      readonly problems: (findings: readonly Finding[]) => readonly Problem[];
    }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** `name` is how people call the file: "atlas.yaml". */
export function readConfig<S extends TSchema>(
  schema: S,
  name: string,
  file: { readonly path: string; readonly bytes: Uint8Array },
): ConfigRead<Static<S>> {
  const { text, flaws } = decoded(file.bytes);
  const locator = locatorOf(text);
  const refuse = (all: readonly Flaw[]): ConfigRead<never> => ({
    ok: false,
    problems: inReadingOrder(all.map((flaw) => atFlaw(flaw, file.path, locator))),
  });
  if (flaws.length > 0) return refuse(flaws);
  const yaml = readYaml(text);
  if (yaml.flaws.length > 0) return refuse(yaml.flaws);
  const [document, second] = yaml.documents;
  if (document === undefined) return refuse([notOne(0, `${name} is empty.`, 'start from the example in the README')]);
  if (second !== undefined) return refuse([notOne(second.start, `${name} holds one document, not several.`, 'remove the "---"')]);
  const problems = (findings: readonly Finding[]) =>
    inReadingOrder(findings.map((finding) => located(finding, file.path, document.index, locator)));
  const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, verbose: true, allowUnionTypes: true });
  const findings = findingsOf(ajv.compile(schema), document.value, name);
  if (findings.length > 0) return { ok: false, problems: problems(findings) };
  return { ok: true, value: document.value as Static<S>, problems };
}

function notOne(start: number, message: string, remedy: string): Flaw {
  return { code: 'not-one-document', start, end: start + 1, message, remedy };
}
