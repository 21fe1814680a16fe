/** Whether a document has the shape its kind asks for: ajv over the published schemas, in words for people. */
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import type { Finding } from './finding.ts';
import { pointerSegment } from './locate.ts';
import { listing, nearest } from './nearest.ts';
import type { Kind } from './schema/kind.ts';
import validators from './schema/validators.cjs';

/** Errors of one document that are told; a document with more was not meant to be one. */
const told = 50;

/** All that is wrong with the shape of a document; empty = it is what its kind's static type says. */
export function shapeFindings(kind: Kind, value: unknown): readonly Finding[] {
  return findingsOf(validators[kind], value, 'a declaration');
}

/** The same for any compiled schema (`allErrors`, `verbose`); `what` names the whole document to people. */
export function findingsOf(validate: ValidateFunction, value: unknown, what: string): readonly Finding[] {
  if (validate(value)) return [];
  const findings = new Map<string, Finding>();
  for (const error of validate.errors ?? []) {
    const finding = findingOf(error, what);
    if (finding !== null) findings.set(`${finding.pointer} ${finding.code} ${finding.message}`, finding);
    if (findings.size === told) break;
  }
  return [...findings.values()];
}

interface Described {
  readonly title?: string;
  readonly description?: string;
  readonly examples?: readonly string[];
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, Described>>;
  readonly required?: readonly string[];
  readonly maxProperties?: number;
}

function findingOf(error: ErrorObject, what: string): Finding | null {
  const schema = (error.parentSchema ?? {}) as Described;
  const { instancePath: pointer, params } = error as { instancePath: string; params: Record<string, unknown> };
  const name = pointer === '' ? 'the document' : `"${lastSegment(pointer)}"`;
  const value = error.data;
  if (error.propertyName !== undefined) {
    // A key that the rule for keys refuses; ajv reports the rule and the object that holds the key.
    const key = error.propertyName;
    const message = `${quoted(key)} is not ${schema.title ?? 'a key that may stand here'}.`;
    return { code: 'bad-key', pointer: `${pointer}/${pointerSegment(key)}`, on: 'key', message, remedy: 'rename it' };
  }
  switch (error.keyword) {
    case 'propertyNames':
    case 'if':
      // Only says that another error, which is in the list as well, was found on the way.
      return null;
    case 'additionalProperties': {
      const key = String(params['additionalProperty']);
      const known = Object.keys(schema.properties ?? {});
      const near = nearest(key, known);
      const where = pointer === '' ? what : name;
      const question = near === null ? '' : `did you mean "${near}"?  `;
      return {
        code: 'unknown-field',
        pointer: `${pointer}/${pointerSegment(key)}`,
        on: 'key',
        message: `${quoted(key)} is not a field of ${where}.`,
        remedy: question + listing(known, 'fields'),
      };
    }
    case 'required': {
      const key = String(params['missingProperty']);
      const description = schema.properties?.[key]?.description;
      return {
        code: 'missing-field',
        pointer,
        on: 'key',
        message: `"${key}" is missing in ${name}.`,
        remedy: `add ${key}:${description === undefined ? '' : ` ${firstSentence(description)}`}`,
      };
    }
    case 'type':
      return { code: 'wrong-type', pointer, on: 'value', ...wrongType(name, String(params['type']), value, schema) };
    case 'const':
      return {
        code: 'wrong-value',
        pointer,
        on: 'value',
        message: `${name} must be ${quoted(params['allowedValue'])}, not ${quoted(value)}.`,
        remedy: `write ${String(params['allowedValue'])}`,
      };
    case 'enum': {
      const allowed = (params['allowedValues'] as readonly unknown[]).map(String);
      const near = typeof value === 'string' ? nearest(value, allowed) : null;
      const question = near === null ? '' : `did you mean "${near}"?  `;
      const remedy = question + listing(allowed, 'allowed');
      return { code: 'wrong-value', pointer, on: 'value', message: `${quoted(value)} is no value of ${name}.`, remedy };
    }
    case 'pattern': {
      const examples = schema.examples === undefined ? '' : `write it like ${schema.examples.join(' or ')}`;
      return {
        code: 'bad-format',
        pointer,
        on: 'value',
        message: `${quoted(value)} is not ${schema.title ?? 'written as it must be'}.`,
        remedy: examples || `${name}: ${firstSentence(schema.description ?? '')}`,
      };
    }
    case 'minimum':
    case 'maximum': {
      const bound = error.keyword === 'minimum' ? 'at least' : 'at most';
      const message = `${name} is ${quoted(value)}; it must be ${bound} ${String(params['limit'])}.`;
      return { code: 'out-of-range', pointer, on: 'value', message, remedy: firstSentence(schema.description ?? '') };
    }
    case 'minItems':
    case 'minLength':
    case 'minProperties':
    case 'maxItems':
    case 'maxLength':
    case 'maxProperties': {
      const bound = error.keyword.startsWith('min') ? 'at least' : 'at most';
      const unit = error.keyword.endsWith('Items') ? 'item' : error.keyword.endsWith('Length') ? 'character' : 'field';
      const limit = Number(params['limit']);
      const message =
        unit === 'field' && schema.title !== undefined
          ? `${name} must have ${schema.title}.`
          : `${name} must have ${bound} ${limit} ${unit}${limit === 1 ? '' : 's'}.`;
      return { code: 'wrong-size', pointer, on: 'key', message, remedy: firstSentence(schema.description ?? '') };
    }
    default:
      return { code: 'wrong-shape', pointer, on: 'value', message: `${name} breaks the rule "${error.keyword}".`, remedy: '' };
  }
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'a whole number',
  boolean: 'true or false',
  object: 'a mapping (`key: value`)',
  array: 'a list (`- item`)',
};

function wrongType(name: string, wanted: string, value: unknown, schema: Described): { message: string; remedy: string } {
  const message = `${name} must be ${typeNames[wanted] ?? wanted}; it is ${kindOf(value)}.`;
  const examples = schema.examples === undefined ? '' : `write it like ${schema.examples.join(' or ')}`;
  if (wanted === 'string' && (typeof value === 'number' || typeof value === 'boolean')) {
    const fits = schema.pattern === undefined || new RegExp(schema.pattern).test(String(value));
    if (!fits && examples !== '') return { message, remedy: examples };
    return { message, remedy: `put it in quotes: "${String(value)}"` };
  }
  if (wanted === 'boolean') return { message, remedy: 'write true or false' };
  const form = wanted === 'object' ? formOf(schema) : '';
  if (form !== '' && examples === '')
    return {
      message,
      remedy: [`write ${form}`, firstSentence(schema.description ?? '')].filter((text) => text !== '').join(': '),
    };
  return { message, remedy: examples || firstSentence(schema.description ?? '') };
}

/** How a mapping begins: `{ file: … }`, or `{ simulated: … } or { debianApt: … }` where one field excludes the others. */
function formOf({ properties = {}, required, maxProperties }: Described): string {
  const fields = Object.keys(properties);
  if (maxProperties === 1) return fields.map((field) => `{ ${field}: … }`).join(' or ');
  const shown = required === undefined || required.length === 0 ? fields.slice(0, 1) : required;
  return shown.length === 0 ? '' : `{ ${shown.map((field) => `${field}: …`).join(', ')} }`;
}

function kindOf(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  if (typeof value === 'string') return `the text ${quoted(value)}`;
  return typeof value === 'number' ? `the number ${value}` : quoted(value);
}

function lastSegment(pointer: string): string {
  const segments = pointer.split('/');
  const last = segments.at(-1)!.replaceAll('~1', '/').replaceAll('~0', '~');
  return /^[0-9]+$/.test(last) && segments.length > 2 ? `${segments.at(-2)!}[${last}]` : last;
}

/** Cut, so that a message stays a line. */
export function quoted(value: unknown): string {
  if (typeof value !== 'string') return typeof value === 'object' && value !== null ? 'a mapping or list' : String(value);
  return `"${value.length > 60 ? `${value.slice(0, 60)}…` : value}"`;
}

function firstSentence(text: string): string {
  const stop = text.search(/\. /);
  return stop < 0 ? text : text.slice(0, stop);
}
