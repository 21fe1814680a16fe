/** OpenSSH's wire format (RFC 4251 section 5): length-prefixed strings, and numbers. */

/** The bytes end too early or do not fit; caught at the doors of this folder and never seen outside. */
export class WireError extends Error {}

export interface WireReader {
  readonly byte: () => number;
  readonly uint32: () => number;
  readonly string: () => Uint8Array;
  readonly text: () => string;
  /** A positive number without its leading zeros. */
  readonly number: () => Uint8Array;
  readonly raw: (length: number) => Uint8Array;
  /** @throws WireError when bytes are left over: nothing unsigned may ride along. */
  readonly end: () => void;
}

export function wireReader(bytes: Uint8Array): WireReader {
  let at = 0;
  const raw = (length: number): Uint8Array => {
    if (length > bytes.length - at) throw new WireError('it ends too early');
    at += length;
    return bytes.subarray(at - length, at);
  };
  const uint32 = (): number => raw(4).reduce((sum, octet) => sum * 256 + octet, 0);
  const string = (): Uint8Array => raw(uint32());
  return {
    raw,
    uint32,
    string,
    byte: () => raw(1)[0]!,
    text: () => {
      const text = new TextDecoder('utf-8').decode(string());
      if (!/^[\x20-\x7e]*$/.test(text)) throw new WireError('a text in it is not plain ASCII');
      return text;
    },
    number: () => {
      const number = string();
      if ((number[0] ?? 0) >= 0x80) throw new WireError('a number in it is negative');
      const first = number.findIndex((octet) => octet !== 0);
      return first < 0 ? new Uint8Array(0) : number.subarray(first);
    },
    end: () => {
      if (at !== bytes.length) throw new WireError('bytes are left over');
    },
  };
}

export function wireString(value: Uint8Array | string): Uint8Array {
  const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : value;
  return joined(Uint8Array.of(bytes.length >>> 24, bytes.length >>> 16, bytes.length >>> 8, bytes.length), bytes);
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
