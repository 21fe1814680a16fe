/**
 * A stream whose bytes have left the process when `write` returns: the last lines before an exit are the ones that
 * matter, and Node's own standard streams may still hold them (measured here with pipes).
 */
import { writeSync } from 'node:fs';
import { Writable } from 'node:stream';

/** A reader that takes nothing for this long loses lines instead of stopping the controller. */
const PATIENCE_MS = 2_000;
const LOOK_AGAIN_MS = 2;

export function writtenAtOnce(fd: 1 | 2): Writable {
  return new Writable({
    decodeStrings: true,
    write(chunk: Buffer, _encoding, done) {
      writeAll(fd, chunk);
      done();
    },
  });
}

function writeAll(fd: number, bytes: Buffer): void {
  let at = 0;
  let waited = 0;
  while (at < bytes.length && waited < PATIENCE_MS) {
    try {
      at += writeSync(fd, bytes, at);
      waited = 0;
    } catch (error) {
      // A log that cannot be written must not end the controller; only a full pipe is worth waiting for.
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) return;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_AGAIN_MS);
      waited += LOOK_AGAIN_MS;
    }
  }
}
