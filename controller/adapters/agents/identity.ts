/** Who is at the other end of a TLS connection: read from the client certificate once, and from nothing else. */
import type { TLSSocket } from 'node:tls';
import { type AgentIdentity, Refused } from '#controller/app/doors.ts';
import { keyIdOf } from '#core/envelope/keys.ts';
import { fleetName, hostName } from '#core/model/ids.ts';

export interface Peer {
  readonly identity: AgentIdentity;
  /** Epoch ms. A connection or a resumed session may outlive its certificate. */
  readonly notAfter: number;
}

const SAN = /^URI:atlas:(?<fleet>[a-z0-9-]{1,63})\/(?<host>[a-z0-9-]{1,63})$/;

/** @throws Refused 401 when there is no certificate, or none of ours. */
export function peerOf(socket: TLSSocket): Peer {
  const certificate = socket.getPeerX509Certificate();
  if (certificate === undefined) throw new Refused(401, 'no-certificate', 'a client certificate is needed; enrol first');
  if (!socket.authorized) {
    const why = String(socket.authorizationError);
    if (why.includes('CERT_HAS_EXPIRED')) throw expired();
    throw new Refused(401, 'untrusted-certificate', 'the client certificate was not issued by this controller for agents');
  }
  const groups = SAN.exec(certificate.subjectAltName ?? '')?.groups;
  if (!groups) throw new Refused(401, 'no-identity', 'the client certificate names no agent');
  return {
    identity: {
      fleet: fleetName(groups['fleet']!),
      host: hostName(groups['host']!),
      key: `sha256:${keyIdOf(certificate.publicKey)}`,
      serial: certificate.serialNumber.toLowerCase(),
    },
    notAfter: certificate.validToDate.getTime(),
  };
}

export function expired(): Refused {
  return new Refused(401, 'expired-certificate', 'the client certificate has expired; enrol again');
}
