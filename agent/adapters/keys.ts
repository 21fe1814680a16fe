/**
 * The agent's key pair and its PKCS #10 request. The request is five fields of DER, written here so that an agent needs
 * no X.509 library.
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { keyIdOf } from '#core/envelope/keys.ts';
import type { Keys } from '../app/ports.ts';

export const nodeKeys: Keys = {
  async make() {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  },
  fingerprint: (privateKey) => `sha256:${keyIdOf(createPublicKey(privateKey))}`,
  async csr(privateKey) {
    const key = createPrivateKey(privateKey);
    if (key.asymmetricKeyType !== 'ec') throw new TypeError('the agent key is not an EC key; remove agent.key and run init');
    const body = requestInfo(createPublicKey(key));
    const signature = sign('sha256', body, key);
    const request = tlv(SEQUENCE, body, tlv(SEQUENCE, ecdsaWithSha256), tlv(BIT_STRING, Buffer.of(0), signature));
    const lines = request.toString('base64').match(/.{1,64}/g) ?? [];
    return ['-----BEGIN CERTIFICATE REQUEST-----', ...lines, '-----END CERTIFICATE REQUEST-----', ''].join('\n');
  },
};

const SEQUENCE = 0x30;
const BIT_STRING = 0x03;
const version0 = Buffer.of(0x02, 0x01, 0x00);
/** 1.2.840.10045.4.3.2 */
const ecdsaWithSha256 = Buffer.of(0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02);
const noAttributes = Buffer.of(0xa0, 0x00);

/** CertificationRequestInfo with an empty subject: the identity is the controller's to give. */
function requestInfo(key: KeyObject): Buffer {
  return tlv(SEQUENCE, version0, tlv(SEQUENCE), key.export({ type: 'spki', format: 'der' }), noAttributes);
}

/** Tag, length, value; values here are shorter than 64 KiB. */
function tlv(tag: number, ...parts: readonly Buffer[]): Buffer {
  const value = Buffer.concat(parts);
  const { length } = value;
  if (length < 0x80) return Buffer.concat([Buffer.of(tag, length), value]);
  if (length < 0x100) return Buffer.concat([Buffer.of(tag, 0x81, length), value]);
  return Buffer.concat([Buffer.of(tag, 0x82, length >> 8, length & 0xff), value]);
}
