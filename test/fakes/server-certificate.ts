/** A CA of the test run's own, and a certificate of it for 127.0.0.1 and localhost. */
import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { makeKey, pemOf } from './pki.ts';

export interface ServerCertificate {
  readonly ca: string;
  readonly key: string;
  readonly cert: string;
}

const signing = { name: 'ECDSA', hash: 'SHA-256' } as const;
const day = 86_400_000;
let made: Promise<ServerCertificate> | null = null;

/** The same one for the whole run. */
export function serverCertificate(): Promise<ServerCertificate> {
  made ??= make();
  return made;
}

async function make(): Promise<ServerCertificate> {
  x509.cryptoProvider.set(webcrypto as unknown as Crypto);
  const [caKeys, keys] = [await makeKey('P-256'), await makeKey('P-256')];
  const valid = { notBefore: new Date(Date.now() - day), notAfter: new Date(Date.now() + day), signingAlgorithm: signing };
  const ca = await x509.X509CertificateGenerator.createSelfSigned({
    ...valid,
    serialNumber: '01',
    name: 'CN=Test CA',
    keys: caKeys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
    ],
  });
  const cert = await x509.X509CertificateGenerator.create({
    ...valid,
    serialNumber: '02',
    subject: 'CN=127.0.0.1',
    issuer: ca.subject,
    publicKey: keys.publicKey,
    signingKey: caKeys.privateKey,
    extensions: [
      new x509.ExtendedKeyUsageExtension(['1.3.6.1.5.5.7.3.1']),
      new x509.SubjectAlternativeNameExtension([
        { type: 'ip', value: '127.0.0.1' },
        { type: 'dns', value: 'localhost' },
      ]),
    ],
  });
  return { ca: `${ca.toString('pem')}\n`, key: await pemOf(keys), cert: `${cert.toString('pem')}\n` };
}
