/** Bytes of a file → text that shows to a reviewer exactly what it says to a program. */

/** A problem by offset into a text; becomes a `Problem` when the line is known. */
export interface Flaw {
  readonly code: string;
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly remedy: string;
}

/** Bytes of one file; a fleet of 10,000 documents fits in 20 such files. */
export const maxFileBytes = 1024 * 1024;

/**
 * Control characters, lone carriage returns (they move no line in a diff), and everything that is invisible or reorders
 * the text around it: what a reviewer sees would not be what is read.
 */
const hidden =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\r(?!\n)|[\u{e0000}-\u{e007f}]/gu;

export type Decoded = { readonly text: string; readonly flaws: readonly Flaw[] };

/** Reads strict UTF-8. With flaws in it, `text` is only good for showing where they are. */
export function decoded(bytes: Uint8Array): Decoded {
  const unreadable = (code: string, message: string, remedy: string): Decoded => ({
    text: '',
    flaws: [{ code, start: 0, end: 1, message, remedy }],
  });
  if (bytes.length > maxFileBytes) {
    return unreadable(
      'file-too-large',
      `the file has ${bytes.length.toLocaleString('en')} bytes; at most ${maxFileBytes.toLocaleString('en')} are read.`,
      'split it into several files; documents may be spread over files as you like',
    );
  }
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) {
    return unreadable('byte-order-mark', 'the file starts with a byte order mark.', 'save it as UTF-8 without BOM');
  }
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff) || a === 0 || b === 0) {
    return unreadable('not-utf8', 'the file is UTF-16 or UTF-32, not UTF-8.', 'save it as UTF-8 without BOM');
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    const start = Math.max(0, text.indexOf('\ufffd'));
    const message = 'the file is not valid UTF-8 here.';
    return { text, flaws: [{ code: 'not-utf8', start, end: start + 1, message, remedy: 'save the file as UTF-8' }] };
  }
  return { text, flaws: hiddenCharacters(text, 0) };
}

/** At most ten are reported; the first already refuses the file. */
function hiddenCharacters(text: string, offset: number): Flaw[] {
  const flaws: Flaw[] = [];
  for (const match of text.matchAll(hidden)) {
    const start = offset + match.index;
    flaws.push({
      code: 'hidden-character',
      start,
      end: start + match[0].length,
      message: `the character ${codePoint(match[0])} is invisible or changes how the text around it is shown.`,
      remedy: 'remove it',
    });
    if (flaws.length === 10) break;
  }
  return flaws;
}

/** The first hidden character of a decoded scalar (an escape such as `"\u202e"` brings it in past `decoded`); null = none. */
export function hiddenIn(value: string): string | null {
  hidden.lastIndex = 0;
  const match = hidden.exec(value);
  hidden.lastIndex = 0;
  return match === null ? null : codePoint(match[0]);
}

function codePoint(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}
