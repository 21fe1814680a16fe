/** Whether a file may hold a secret: judged from what the file system says of it. */
import type { Finding } from '../declarations/finding.ts';

/** Bytes; a secret is one line. */
const MAX_SECRET_BYTES = 8_192;

export interface FileFacts {
  readonly isFile: boolean;
  readonly size: number;
  /** POSIX mode; null where rights are kept elsewhere (Windows). */
  readonly mode: number | null;
}

/** Null when it may. `facts` = null: there is no such file. */
export function secretFinding(pointer: string, path: string, facts: FileFacts | null): Finding | null {
  const at = { pointer, on: 'value' as const };
  if (facts === null) {
    return {
      ...at,
      code: 'secret-missing',
      message: `there is no file ${path}.`,
      remedy: 'write the secret into it, then: chmod 600',
    };
  }
  if (!facts.isFile || facts.size === 0 || facts.size > MAX_SECRET_BYTES) {
    return {
      ...at,
      code: 'secret-unreadable',
      message: `${path} is not a file with one line in it.`,
      remedy: 'write the secret into it',
    };
  }
  if (facts.mode !== null && (facts.mode & 0o077) !== 0) {
    return {
      ...at,
      code: 'secret-exposed',
      message: `${path} can be read by others than its owner.`,
      remedy: `change the secret if it may have been read, then: chmod 600 ${path}`,
    };
  }
  return null;
}
