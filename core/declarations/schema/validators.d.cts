import type { ValidateFunction } from 'ajv';
import type { Kind } from './kind.ts';

/** Generated from the schemas of `kinds.ts`: whether a document has the shape of its kind. */
declare const validators: { readonly [K in Kind]: ValidateFunction };
export = validators;
