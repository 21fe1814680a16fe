/** A signer and a well-formed envelope, to be bent out of shape by tests. */
import { generateKeyPairSync } from 'node:crypto';
import { keyIdOf, signEd25519 } from '#core/envelope/keys.ts';
import type { Envelope } from '#core/model/action.ts';
import {
  actionId,
  digest,
  fleetName,
  hostName,
  interventionId,
  rolloutName,
  type CommitId,
  type TreeId,
} from '#core/model/ids.ts';
import { instant } from '#core/model/time.ts';

export function makeSigner() {
  const pair = generateKeyPairSync('ed25519');
  const privatePem = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return {
    keyId: keyIdOf(pair.publicKey),
    publicKey: pair.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    key: pair.publicKey,
    sign: (bytes: Uint8Array) => signEd25519(privatePem, bytes),
  };
}

const acme = fleetName('acme');
export const self = { fleet: acme, host: hostName('par-hv-01'), key: `sha256:${'a'.repeat(64)}` };
const november = rolloutName('november-2026');
export const start = instant(Date.UTC(2026, 11, 5, 19, 0));

export function envelopeFor(change: Partial<Envelope> & { readonly step?: string; readonly attempt?: number } = {}): Envelope {
  const { step = 'install', attempt = 1, ...rest } = change;
  const fleet = rest.fleet ?? self.fleet;
  const host = rest.host ?? self.host;
  const intervention = rest.intervention ?? interventionId(november, host, 1);
  return {
    v: 1,
    fleet,
    host,
    hostKey: self.key,
    action: actionId(fleet, host, intervention, step, attempt),
    intervention,
    order: {
      kind: 'update.install',
      args: { target: { type: 'windows', build: '20348.4405', kb: 'KB5070884', hotpatch: null } },
    },
    pre: { bootId: 'boot-1' },
    commit: 'c'.repeat(40) as CommitId,
    tree: 'd'.repeat(40) as TreeId,
    warrant: { documents: ['baselines/2026-11.yaml'], line: 'baselines/2026-11.yaml:9', call: november, subject: `Host/${host}` },
    plan: { id: digest('1'.repeat(64)), intent: digest('2'.repeat(64)) },
    sequence: 7,
    epoch: 3,
    notBefore: start,
    expires: instant(start + 600_000),
    ...rest,
  };
}
