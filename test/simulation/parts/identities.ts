/**
 * Keys of hosts and the certificate authority, without cryptography. Spec: a private key is a text made of the host's name;
 * a request for a certificate is the key's fingerprint; a certificate says for whom it is, which key it holds and its number.
 */
import type { Keys } from '#agent/app/ports.ts';
import type { AgentIdentity, CertificateAuthority } from '#controller/app/doors.ts';
import { sha256 } from '#core/digest.ts';
import { fleetName, hostName } from '#core/model/ids.ts';
import type { Instant } from '#core/model/time.ts';
import { day } from '#core/model/time.ts';

export function hostKeys(host: string): Keys {
  const fingerprint = (key: string) => `sha256:${sha256(key)}`;
  return {
    make: async () => `private key of ${host}`,
    fingerprint,
    csr: async (key) => `request ${fingerprint(key)}`,
  };
}

/** What a reviewed `Host` declares. */
export function fingerprintOf(host: string): string {
  return hostKeys(host).fingerprint(`private key of ${host}`);
}

const validFor = 90;
const renewAfter = 60;

export function createAuthority(now: () => Instant): CertificateAuthority {
  let serial = 0;
  const keyOf = async (csr: string) => csr.slice('request '.length);
  return {
    certificate: 'certificate of the authority',
    keyOf,
    async issue({ csr, fleet, host }) {
      const key = await keyOf(csr);
      serial++;
      return {
        certificate: JSON.stringify({ fleet, host, key, serial: serial.toString(16) }),
        serial: serial.toString(16),
        key,
        notAfter: now() + validFor * day,
        renewAt: now() + renewAfter * day,
      };
    },
  };
}

/** What TLS makes of a certificate. */
export function identityIn(certificate: string): AgentIdentity {
  const { fleet, host, key, serial } = JSON.parse(certificate) as Record<'fleet' | 'host' | 'key' | 'serial', string>;
  return { fleet: fleetName(fleet), host: hostName(host), key, serial };
}
