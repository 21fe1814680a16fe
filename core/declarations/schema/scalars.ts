/** The scalars of declarations. `title` completes the sentence "… is not <title>", `examples` show how to write it. */
import { Type } from 'typebox';
import { namePattern } from '../../model/ids.ts';

interface Documented {
  readonly default?: unknown;
}

/**
 * Names of documents, rings, teams…: lower case letters, digits and "-". Not `constructor`: records keyed by names would
 * find a function there.
 */
export const named = {
  pattern: namePattern.replace('^', '^(?!constructor$)'),
  maxLength: 63,
  title: 'a name (a-z, 0-9 and "-" inside, at most 63 characters)',
};
export const name = (description: string) => Type.String({ ...named, description });

export const text = (max: number, description: string, more: Documented = {}) =>
  Type.String({ minLength: 1, maxLength: max, description, ...more });

export const duration = (description: string, more: Documented = {}) =>
  Type.String({
    pattern: '^P(?=[0-9]|T[0-9])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$',
    title: 'a duration in days, hours, minutes and seconds (ISO 8601)',
    examples: ['PT20M', 'PT16H', 'P3D'],
    description,
    ...more,
  });

export const size = (description: string, more: Documented = {}) =>
  Type.String({
    pattern: '^[1-9][0-9]{0,6}(MiB|GiB|TiB)$',
    title: 'a size with its unit',
    examples: ['512MiB', '12GiB', '2TiB'],
    description,
    ...more,
  });

export const instant = (description: string) =>
  Type.String({
    pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})$',
    title: 'an instant with its offset',
    examples: ['2026-12-19T00:00+01:00', '2026-12-18T23:00Z'],
    description,
  });

export const dateOrInstant = (description: string) =>
  Type.String({
    pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2}))?$',
    title: 'a date, or an instant with its offset',
    examples: ['2026-11-10', '2026-11-10T18:00Z'],
    description,
  });

/** How often Hyper-V Replica can send changes. */
export const frequency = (description: string, more: Documented = {}) =>
  Type.Unsafe<'PT30S' | 'PT5M' | 'PT15M'>({ type: 'string', enum: ['PT30S', 'PT5M', 'PT15M'], description, ...more });

/**
 * Names of virtual switches, as Hyper-V shows them. Not what every JavaScript object has: records keyed by them would find a
 * function there.
 */
export const switchName = {
  pattern:
    '^(?!(constructor|hasOwnProperty|isPrototypeOf|propertyIsEnumerable|toLocaleString|toString|valueOf)$)[A-Za-z0-9]([A-Za-z0-9 ._()-]{0,78}[A-Za-z0-9.)])?$',
  title: 'the name of a virtual switch (letters, digits, spaces and ". _ ( ) -", at most 80 characters)',
  examples: ['LAN'],
};

export const vlan = (description: string) => Type.Integer({ minimum: 1, maximum: 4094, description });

export const vmVersion = (description: string) =>
  Type.String({
    pattern: '^[1-9][0-9]{0,2}\\.[0-9]$',
    title: 'a version of the VM configuration, in quotes',
    examples: ['"9.0"', '"12.0"'],
    description,
  });

export const localTime = (description: string) =>
  Type.String({
    pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$',
    title: 'a time of day, HH:MM',
    examples: ['20:00'],
    description,
  });

export const localDateTime = (description: string) =>
  Type.String({
    pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]$',
    title: 'a local date and time without offset',
    examples: ['2026-12-05T20:00'],
    description,
  });

/** Checked for existence when the document is read. */
export const timezone = (description: string) =>
  Type.String({
    pattern: '^[A-Za-z][A-Za-z0-9_+/-]{0,63}$',
    title: 'an IANA time zone',
    examples: ['Europe/Paris', 'UTC'],
    description,
  });

export const percent = (description: string, more: Documented = {}) =>
  Type.String({ pattern: '^(100|[1-9]?[0-9])%$', title: 'a percentage', examples: ['100%', '95%'], description, ...more });

export const count = (minimum: number, maximum: number, description: string, more: Documented = {}) =>
  Type.Integer({ minimum, maximum, description, ...more });

/** A closed list of words. */
export const oneOf = <const T extends readonly (string | number)[]>(values: T, description: string, more: Documented = {}) =>
  Type.Unsafe<T[number]>({ type: typeof values[0] === 'number' ? 'integer' : 'string', enum: [...values], description, ...more });

export const list = <T extends import('typebox').TSchema>(
  items: T,
  description: string,
  limits: { readonly minItems?: number; readonly maxItems: number },
) => Type.Array(items, { description, ...limits });

export const flag = (description: string, more: Documented = {}) => Type.Boolean({ description, ...more });

/** Labels: `ring: pilot`. */
export const labels = (description: string, more: { readonly minProperties?: number } = {}) =>
  Type.Unsafe<Record<string, string>>({
    type: 'object',
    maxProperties: 32,
    propertyNames: {
      pattern: '^[a-z0-9]([a-z0-9./-]{0,61}[a-z0-9])?$',
      title: 'a label name (a-z, 0-9, "." "/" and "-" inside, at most 63 characters)',
    },
    additionalProperties: {
      type: 'string',
      pattern: '^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$',
      title: 'a label value (letters, digits, "." "_" and "-" inside, at most 63 characters)',
      description: 'Value of the label',
    },
    description,
    ...more,
  });

/** An object that refuses fields it does not name. */
export const fields = <T extends import('typebox').TProperties>(
  properties: T,
  description: string,
  more: { readonly minProperties?: number; readonly maxProperties?: number; readonly title?: string } = {},
) => Type.Object(properties, { additionalProperties: false, description, ...more });

export const scope = (what: string) =>
  Type.Object(
    {
      sites: Type.Optional(list(name('Name of a Site'), `Sites ${what}, with all their hosts`, { minItems: 1, maxItems: 1000 })),
      hosts: Type.Optional(list(name('Name of a Host'), `Hosts ${what}`, { minItems: 1, maxItems: 10_000 })),
    },
    {
      additionalProperties: false,
      minProperties: 1,
      title: 'a scope: `sites`, `hosts` or both',
      description: 'A host is covered when it is in one of the sites or is named itself. Omitted = the whole fleet',
    },
  );

/** One declaration: the frame around every `spec`. */
export const declaration = <const K extends string, S extends import('typebox').TSchema>(kind: K, description: string, spec: S) =>
  Type.Object(
    {
      apiVersion: Type.Literal('atlas/v1', { description: 'Version of the declarations' }),
      kind: Type.Literal(kind, { description: 'What the document declares' }),
      metadata: fields({ name: name(`Name of the ${kind}, unique among documents of its kind`) }, 'How others refer to it'),
      spec,
    },
    { additionalProperties: false, title: kind, description },
  );
