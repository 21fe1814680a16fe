/** What may leave the process in a log line: plain JSON, bounded, without secrets. */

const MAX_DEPTH = 6;
const MAX_ITEMS = 100;
const MAX_CHARS = 4_000;
const MAX_STACK_LINES = 20;

/** Names of fields whose value is never shown. Ids of keys and fingerprints are public and stay. */
const SECRET =
  /^(?:.*(?:password|passwd|passphrase|secret|token|authorization|cookie|credentials?|private[-_]?key|api[-_]?key)|key|pem)$/i;

const HIDDEN = '[hidden]';

/** A copy fit for a log line; never throws. */
export function loggable(value: unknown): unknown {
  return plain(value, MAX_DEPTH, new Set());
}

/** Text without the secrets that travel inside text: of URLs, of headers, and private keys. */
function withoutSecrets(text: string): string {
  const clean = text
    .replace(/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, HIDDEN)
    .replace(/\b([a-z][a-z0-9+.-]{0,30}:\/\/)[^\s/@]{1,1000}@/gi, `$1${HIDDEN}@`)
    .replace(/\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{6,}/gi, `$1 ${HIDDEN}`);
  return clean.length > MAX_CHARS ? `${clean.slice(0, MAX_CHARS)}… (${clean.length} characters)` : clean;
}

function plain(value: unknown, depth: number, above: ReadonlySet<object>): unknown {
  switch (typeof value) {
    case 'string':
      return withoutSecrets(value);
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    case 'boolean':
    case 'undefined':
      return value;
    case 'bigint':
      return String(value);
    case 'function':
    case 'symbol':
      return `[${typeof value}]`;
    case 'object':
      if (value === null) return null;
      if (above.has(value)) return '[circular]';
      if (depth === 0) return '[deeper]';
      return ofObject(value, depth - 1, new Set([...above, value]));
  }
}

function ofObject(value: object, depth: number, above: ReadonlySet<object>): unknown {
  if (value instanceof Error) return ofError(value, depth, above);
  if (value instanceof Uint8Array) return `[${value.length} bytes]`;
  if (value instanceof Map)
    return ofEntries(
      [...value].map(([key, member]) => [String(key), member]),
      depth,
      above,
    );
  if (Array.isArray(value) || value instanceof Set) {
    const items = [...value].slice(0, MAX_ITEMS).map((item) => plain(item, depth, above));
    const rest = (Array.isArray(value) ? value.length : value.size) - items.length;
    return rest > 0 ? [...items, `[${rest} more]`] : items;
  }
  return ofEntries(Object.entries(value), depth, above);
}

function ofEntries(entries: readonly (readonly [string, unknown])[], depth: number, above: ReadonlySet<object>): unknown {
  const shown = entries.slice(0, MAX_ITEMS).map(([key, member]): [string, unknown] => {
    return [key, SECRET.test(key) && member !== null && member !== undefined ? HIDDEN : plain(member, depth, above)];
  });
  return Object.fromEntries(shown);
}

/** An Error's own fields are not enumerable: written as it is, it would be `{}`. */
function ofError(error: Error, depth: number, above: ReadonlySet<object>): unknown {
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const retry = 'retry' in error && typeof error.retry === 'string' ? { retry: error.retry } : {};
  const cause = error.cause === undefined ? {} : { cause: plain(error.cause, depth, above) };
  // A fault is expected and says all in its message; of anything else, which is a bug, the place is wanted.
  const stack = error.name === 'Fault' ? {} : { stack: stackOf(error) };
  return { name: error.name, ...code, ...retry, message: withoutSecrets(error.message), ...cause, ...stack };
}

function stackOf(error: Error): readonly string[] {
  const lines = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return lines.slice(0, MAX_STACK_LINES).map((line) => withoutSecrets(line.trim()));
}
