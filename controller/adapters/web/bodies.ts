/** What operators may send, by route. */
import { type Static, Type } from 'typebox';

const name = Type.String({ minLength: 1, maxLength: 63 });
const by = Type.String({ minLength: 1, maxLength: 100 });
const why = Type.String({ minLength: 1, maxLength: 500 });
const closed = { additionalProperties: false } as const;
const orNull = <T>(schema: object) => Type.Unsafe<T | null>({ anyOf: [schema, { type: 'null' }] });

export const bodies = {
  stop: Type.Object(
    { hosts: orNull<string[]>(Type.Array(name, { minItems: 1, maxItems: 2_000 })), by, why, holdAll: Type.Boolean() },
    closed,
  ),
  resume: Type.Object({ id: orNull<string>(name), by, why }, closed),
  resolve: Type.Object(
    {
      action: Type.String({ minLength: 1, maxLength: 400 }),
      outcome: Type.Unsafe<'done' | 'not-done'>({ type: 'string', enum: ['done', 'not-done'] }),
      by,
      why,
    },
    closed,
  ),
  revoke: Type.Object({ host: name, by, why }, closed),
  token: Type.Object({ host: name, by }, closed),
  nudge: Type.Object({}, closed),
} as const;

export type Body<K extends keyof typeof bodies> = Static<(typeof bodies)[K]>;
