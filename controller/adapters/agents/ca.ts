/**
 * The built-in certificate authority: one EC P-256 key, which issues the listener's certificate and one certificate per
 * agent. Certificates live in real time, also where the fleet runs by a demo clock.
 */
import 'reflect-metadata';
import { createPublicKey, type KeyObject, webcrypto } from 'node:crypto';
import { chmod, mkdir, open, readFile, rename } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';
import * as x509 from '@peculiar/x509';
import { Refused, type CertificateAuthority } from '#controller/app/doors.ts';
import { Fault } from '#controller/app/ports.ts';
import { keyIdOf } from '#core/envelope/keys.ts';

const DAY = 86_400_000;
const caLifetime = 3650 * DAY;
const agentLifetime = 90 * DAY;
/** Agents renew after two thirds, so that a month of absence costs nothing. */
const agentRenewal = 60 * DAY;
const serverLifetime = 90 * DAY;
const serverRenewal = 60 * DAY;
/** Clocks of hosts may be this much behind ours. */
const backdated = 3_600_000;
const maxCsrLength = 20_000;

const signing = { name: 'ECDSA', hash: 'SHA-256' } as const;
const ecKey = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const clientAuth = '1.3.6.1.5.5.7.3.2';
const serverAuth = '1.3.6.1.5.5.7.3.1';

export interface ListenerCertificate {
  /** PEM. */
  readonly key: string;
  readonly cert: string;
  /** Real time, epoch ms: ask again from then on. */
  readonly renewAt: number;
}

export interface BuiltInAuthority extends CertificateAuthority {
  /** The listener's own certificate; made anew when it is about to end or the names have changed. */
  listener(): Promise<ListenerCertificate>;
}

/**
 * Opens the authority in `dir`, making its key at the first start.
 * @param now real time, epoch ms
 * @param names host names and addresses that agents reach the listener by
 * @throws Fault `ca.unreadable` when the directory holds something else than a key and its certificate
 */
export async function openCertificateAuthority(options: {
  readonly dir: string;
  readonly now: () => number;
  readonly names: readonly string[];
  readonly random?: (count: number) => Uint8Array;
}): Promise<BuiltInAuthority> {
  x509.cryptoProvider.set(webcrypto as unknown as Crypto);
  await mkdir(options.dir, { recursive: true, mode: 0o700 });
  const random = options.random ?? ((count: number) => webcrypto.getRandomValues(new Uint8Array(count)));
  const ca = (await load(options.dir)) ?? (await make(options.dir, options.now(), random));
  let current: (ListenerCertificate & { readonly names: string }) | null = null;

  return {
    certificate: ca.certificate.toString('pem'),
    async keyOf(csr) {
      return `sha256:${keyIdOf((await readCsr(csr)).key)}`;
    },
    async issue({ csr, fleet, host }) {
      const request = await readCsr(csr);
      const now = options.now();
      const serial = serialNumber(random);
      const certificate = await x509.X509CertificateGenerator.create({
        serialNumber: serial,
        subject: [{ CN: [`${fleet}/${host}`] }],
        issuer: ca.certificate.subject,
        notBefore: new Date(now - backdated),
        notAfter: new Date(now + agentLifetime),
        publicKey: request.publicKey,
        signingKey: ca.privateKey,
        signingAlgorithm: signing,
        extensions: [
          new x509.BasicConstraintsExtension(false, undefined, true),
          new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
          new x509.ExtendedKeyUsageExtension([clientAuth], true),
          new x509.SubjectAlternativeNameExtension([{ type: 'url', value: `atlas:${fleet}/${host}` }], false),
        ],
      });
      return {
        certificate: `${certificate.toString('pem')}\n${ca.certificate.toString('pem')}\n`,
        serial,
        key: `sha256:${keyIdOf(request.key)}`,
        notAfter: now + agentLifetime,
        renewAt: now + agentRenewal,
      };
    },
    async listener() {
      const names = [...new Set(options.names)].sort().join(' ');
      if (current !== null && current.names === names && options.now() < current.renewAt) return current;
      current = { ...(await issueListener(ca, options.names, options.now(), random)), names };
      return current;
    },
  };
}

interface Authority {
  readonly certificate: x509.X509Certificate;
  readonly privateKey: CryptoKey;
}

async function load(dir: string): Promise<Authority | null> {
  const [key, certificate] = await Promise.all([readIfThere(join(dir, 'ca.key')), readIfThere(join(dir, 'ca.crt'))]);
  // The key is written last: a certificate without a key is a first start that was cut off, nothing has been issued by it.
  if (key === null) return null;
  if (certificate === null) {
    throw new Fault('ca.unreadable', `${dir} holds ca.key but no ca.crt; put the CA certificate back from a backup`, {
      retry: 'person',
    });
  }
  try {
    const der = x509.PemConverter.decodeFirst(key);
    const privateKey = await webcrypto.subtle.importKey('pkcs8', der, ecKey, false, ['sign']);
    return { certificate: new x509.X509Certificate(certificate), privateKey: privateKey as CryptoKey };
  } catch (cause) {
    throw new Fault('ca.unreadable', `${dir} holds a CA key or certificate that cannot be read`, { retry: 'person', cause });
  }
}

async function make(dir: string, now: number, random: (count: number) => Uint8Array): Promise<Authority> {
  const keys = await makeKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(random),
    name: [{ CN: ['ATLAS Orchestrator agents CA'] }],
    notBefore: new Date(now - backdated),
    notAfter: new Date(now + caLifetime),
    keys,
    signingAlgorithm: signing,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  await writeDurable(dir, 'ca.crt', `${certificate.toString('pem')}\n`, 0o644);
  await writeDurable(dir, 'ca.key', await privatePem(keys.privateKey), 0o600);
  return { certificate, privateKey: keys.privateKey };
}

async function issueListener(
  ca: Authority,
  names: readonly string[],
  now: number,
  random: (count: number) => Uint8Array,
): Promise<ListenerCertificate> {
  const keys = await makeKeys();
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(random),
    subject: [{ CN: ['ATLAS Orchestrator agents listener'] }],
    issuer: ca.certificate.subject,
    notBefore: new Date(now - backdated),
    notAfter: new Date(now + serverLifetime),
    publicKey: keys.publicKey,
    signingKey: ca.privateKey,
    signingAlgorithm: signing,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([serverAuth], true),
      new x509.SubjectAlternativeNameExtension(
        names.map((value) => ({ type: isIP(value) === 0 ? ('dns' as const) : ('ip' as const), value })),
        false,
      ),
    ],
  });
  return {
    key: await privatePem(keys.privateKey),
    cert: `${certificate.toString('pem')}\n${ca.certificate.toString('pem')}\n`,
    renewAt: now + serverRenewal,
  };
}

/** The CSR's own signature proves possession of the key; nothing else of it is used. */
async function readCsr(pem: string): Promise<{ readonly publicKey: x509.PublicKey; readonly key: KeyObject }> {
  if (pem.length > maxCsrLength) throw new Refused(413, 'csr-too-large', 'the certificate request is too large');
  let request: x509.Pkcs10CertificateRequest;
  let key: KeyObject;
  try {
    request = new x509.Pkcs10CertificateRequest(pem);
    key = createPublicKey({ key: Buffer.from(request.publicKey.rawData), format: 'der', type: 'spki' });
  } catch {
    throw new Refused(400, 'csr-unreadable', 'the certificate request cannot be read; send PKCS #10 in PEM');
  }
  if (!isStrong(key)) {
    throw new Refused(400, 'csr-key-refused', 'use a key on EC P-256 or P-384, or RSA with 3072 bits or more');
  }
  if (!(await request.verify().catch(() => false))) {
    throw new Refused(400, 'csr-not-signed', 'the certificate request is not signed by its own key');
  }
  return { publicKey: request.publicKey, key };
}

const curves: readonly (string | undefined)[] = ['prime256v1', 'secp384r1'];
function isStrong(key: KeyObject): boolean {
  const details = key.asymmetricKeyDetails;
  if (key.asymmetricKeyType === 'ec') return curves.includes(details?.namedCurve);
  const bits = details?.modulusLength ?? 0;
  // Above 8192 bits a check costs us more than the sender.
  return key.asymmetricKeyType === 'rsa' && bits >= 3072 && bits <= 8192;
}

async function makeKeys(): Promise<webcrypto.CryptoKeyPair> {
  return (await webcrypto.subtle.generateKey(ecKey, true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair;
}

async function privatePem(key: CryptoKey): Promise<string> {
  return `${x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY')}\n`;
}

/** 127 random bits: positive, and never the same twice. */
function serialNumber(random: (count: number) => Uint8Array): string {
  const bytes = random(16);
  bytes[0] = (bytes[0]! & 0x7f) | 0x40;
  return Buffer.from(bytes).toString('hex');
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

async function writeDurable(dir: string, name: string, text: string, mode: number): Promise<void> {
  const temporary = join(dir, `.${name}.new`);
  const file = await open(temporary, 'w', mode);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await chmod(temporary, mode);
  await rename(temporary, join(dir, name));
  const directory = await open(dir, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
