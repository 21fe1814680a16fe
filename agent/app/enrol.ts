/** How a host gets its identity: a key made on the host, a certificate for it, and the controller's signing key, pinned once. */
import type { FleetName, HostName } from '#core/model/ids.ts';
import type { EnrolAnswer } from '#core/model/sync.ts';
import { after, duration } from '#core/model/time.ts';
import { backOff } from './back-off.ts';
import { type Clock, type Controller, Denied, type Files, type Keys, type Log, type Random } from './ports.ts';

const names = { key: 'agent.key', certificate: 'agent.crt', signingKey: 'controller.pub', renewAt: 'renew-at' } as const;

export interface Credentials {
  /** PEM. */
  readonly key: string;
  readonly certificate: string;
  /** PEM, pinned at the first enrolment; only a person removes it. */
  readonly signingKey: string;
  /** Real time, epoch ms. */
  readonly renewAt: number;
}

/** The host's key, made at the first call. */
export async function ownKey(files: Files, keys: Keys): Promise<{ readonly key: string; readonly fingerprint: string }> {
  let key = await readText(files, names.key);
  if (key === null) {
    key = await keys.make();
    await writeText(files, names.key, key, true);
  }
  return { key, fingerprint: keys.fingerprint(key) };
}

/** What an earlier enrolment left; null when there was none, or it was cut off. */
export async function kept(files: Files): Promise<Credentials | null> {
  const [key, certificate, signingKey, renewAt] = await Promise.all(
    [names.key, names.certificate, names.signingKey, names.renewAt].map((name) => readText(files, name)),
  );
  if (!key || !certificate || !signingKey || !renewAt) return null;
  return { key, certificate, signingKey, renewAt: Number(renewAt) };
}

/**
 * Asks until the host is enrolled: a declared key waits for its pull request to be merged.
 * @returns null when `signal` aborted first
 */
export async function enrol(options: {
  readonly fleet: FleetName;
  readonly host: HostName;
  /** One-use, for hosts whose declaration names no key. */
  readonly token: string | null;
  readonly files: Files;
  readonly keys: Keys;
  readonly controller: Controller;
  readonly wall: Pick<Clock, 'now' | 'until'>;
  readonly random: Random;
  readonly log: Log;
  readonly signal: AbortSignal;
}): Promise<Credentials | null> {
  const { fleet, host, files, keys, log, wall, signal } = options;
  const delays = backOff(options.random);
  const { key, fingerprint } = await ownKey(files, keys);
  while (!signal.aborted) {
    try {
      const csr = await keys.csr(key);
      const answer = await options.controller.enrol({ v: 1, fleet, host, csr, token: options.token });
      const credentials = await keep(files, key, answer, log);
      log.info('enrolled', { fleet, host, key: fingerprint });
      return credentials;
    } catch (error) {
      const code = error instanceof Denied ? error.code : null;
      log.warn('not enrolled yet', {
        fleet,
        host,
        key: fingerprint,
        code,
        error: error instanceof Error ? error.message : String(error),
      });
      await wall.until(after(wall.now(), duration(delays.next())), { signal });
    }
  }
  return null;
}

/** A new certificate for the same key, once its time has come. Failures are logged and tried again with the next sync. */
export function renewal(options: {
  readonly credentials: Credentials;
  readonly files: Files;
  readonly keys: Keys;
  readonly controller: Controller;
  readonly wall: Pick<Clock, 'now'>;
  readonly log: Log;
  /** The connection is to use these from now on. */
  readonly renewed: (credentials: Credentials) => void;
}): { renewWhenDue(): Promise<void> } {
  const { files, keys, controller, wall, log } = options;
  let { credentials } = options;
  let tryAgainAt = credentials.renewAt;
  return {
    async renewWhenDue() {
      if (wall.now() < tryAgainAt) return;
      // A failure leaves a month until the certificate ends; an hour between two tries is enough.
      tryAgainAt = wall.now() + 3_600_000;
      try {
        const answer = await controller.renew(await keys.csr(credentials.key));
        credentials = await keep(files, credentials.key, answer, log);
        tryAgainAt = credentials.renewAt;
        options.renewed(credentials);
        log.info('certificate renewed', { renewAt: credentials.renewAt });
      } catch (error) {
        log.error('certificate not renewed', { error: error instanceof Error ? error.message : String(error) });
      }
    },
  };
}

/** The certificate last, so that an enrolment that was cut off is none. */
async function keep(files: Files, key: string, answer: EnrolAnswer, log: Log): Promise<Credentials> {
  const pinned = await readText(files, names.signingKey);
  if (pinned === null) await writeText(files, names.signingKey, answer.signingKey, false);
  else if (pinned.trim() !== answer.signingKey.trim()) {
    log.error('the controller signs with another key than the pinned one; envelopes will be refused', { file: names.signingKey });
  }
  await writeText(files, names.renewAt, String(answer.renewAt), false);
  await writeText(files, names.certificate, answer.certificate, false);
  return { key, certificate: answer.certificate, signingKey: pinned ?? answer.signingKey, renewAt: answer.renewAt };
}

async function readText(files: Files, name: string): Promise<string | null> {
  const bytes = await files.read(name);
  return bytes === null ? null : new TextDecoder().decode(bytes);
}

async function writeText(files: Files, name: string, text: string, secret: boolean): Promise<void> {
  await files.write(name, new TextEncoder().encode(text), { secret });
}
