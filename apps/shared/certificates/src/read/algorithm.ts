import { RsaSaPssParams } from '@peculiar/asn1-rsa';
import { AsnProp, AsnPropTypes } from '@peculiar/asn1-schema';
import { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import type { SignatureAlgorithm } from '../certificate.ts';
import { OIDS } from '../oids.ts';
import { parseDer, toBytes } from './asn1.ts';
import { checkCount } from './values.ts';

type Known = Pick<SignatureAlgorithm, 'name' | 'hash'>;

const SIGNATURES: ReadonlyMap<string, Known> = new Map<string, Known>([
  ['1.2.840.113549.1.1.4', { name: 'rsa-pkcs1', hash: 'md5' }],
  ['1.2.840.113549.1.1.5', { name: 'rsa-pkcs1', hash: 'sha1' }],
  ['1.3.14.3.2.29', { name: 'rsa-pkcs1', hash: 'sha1' }],
  ['1.2.840.113549.1.1.14', { name: 'rsa-pkcs1', hash: 'sha224' }],
  ['1.2.840.113549.1.1.11', { name: 'rsa-pkcs1', hash: 'sha256' }],
  ['1.2.840.113549.1.1.12', { name: 'rsa-pkcs1', hash: 'sha384' }],
  ['1.2.840.113549.1.1.13', { name: 'rsa-pkcs1', hash: 'sha512' }],
  ['1.2.840.10045.4.1', { name: 'ecdsa', hash: 'sha1' }],
  ['1.2.840.10045.4.3.1', { name: 'ecdsa', hash: 'sha224' }],
  ['1.2.840.10045.4.3.2', { name: 'ecdsa', hash: 'sha256' }],
  ['1.2.840.10045.4.3.3', { name: 'ecdsa', hash: 'sha384' }],
  ['1.2.840.10045.4.3.4', { name: 'ecdsa', hash: 'sha512' }],
  [OIDS.ed25519, { name: 'ed25519', hash: 'none' }],
  [OIDS.ed448, { name: 'ed448', hash: 'none' }],
]);

const HASHES: ReadonlyMap<string, SignatureAlgorithm['hash']> = new Map<string, SignatureAlgorithm['hash']>([
  ['1.2.840.113549.2.5', 'md5'],
  ['1.3.14.3.2.26', 'sha1'],
  ['2.16.840.1.101.3.4.2.4', 'sha224'],
  ['2.16.840.1.101.3.4.2.1', 'sha256'],
  ['2.16.840.1.101.3.4.2.2', 'sha384'],
  ['2.16.840.1.101.3.4.2.3', 'sha512'],
]);

export function toSignatureAlgorithm({ algorithm: oid, parameters }: AlgorithmIdentifier): SignatureAlgorithm {
  if (oid === OIDS.rsaPss) return { oid, name: 'rsa-pss', hash: readPssHash(parameters) };
  return { oid, ...(SIGNATURES.get(oid) ?? { name: 'unknown', hash: 'unknown' }) };
}

/** Of RSASSA-PSS (RFC 4055, 3.1): 20 octets unless said otherwise. */
export function readSaltLength({ parameters }: AlgorithmIdentifier): number {
  return checkCount(readPssParams(toBytes(parameters ?? null)).saltLength ?? 20, 'saltLength');
}

/** RSASSA-PSS-params, whose defaults may be written out: see syntax.ts. */
class WrittenRsaSaPssParams extends RsaSaPssParams {
  constructor() {
    super();
    const unread = {
      hashAlgorithm: undefined,
      maskGenAlgorithm: undefined,
      saltLength: undefined,
      trailerField: undefined,
    };
    Object.assign(this, unread);
  }
}
AsnProp({ type: AlgorithmIdentifier, context: 0, optional: true })(WrittenRsaSaPssParams.prototype, 'hashAlgorithm');
AsnProp({ type: AlgorithmIdentifier, context: 1, optional: true })(WrittenRsaSaPssParams.prototype, 'maskGenAlgorithm');
AsnProp({ type: AsnPropTypes.Integer, context: 2, optional: true })(WrittenRsaSaPssParams.prototype, 'saltLength');
AsnProp({ type: AsnPropTypes.Integer, context: 3, optional: true })(WrittenRsaSaPssParams.prototype, 'trailerField');

/** RFC 4055, 3.1: both hashes are SHA-1 unless said otherwise. Different ones are allowed, but nobody's use. */
function readPssHash(parameters: AlgorithmIdentifier['parameters']): SignatureAlgorithm['hash'] {
  if (!parameters) return 'unknown';
  const { hashAlgorithm, maskGenAlgorithm } = readPssParams(toBytes(parameters));
  const digest = hashAlgorithm === undefined ? 'sha1' : toHash(hashAlgorithm);
  return digest === (maskGenAlgorithm === undefined ? 'sha1' : readMaskHash(maskGenAlgorithm)) ? digest : 'unknown';
}

function readPssParams(der: Uint8Array): Partial<RsaSaPssParams> {
  return parseDer(der, WrittenRsaSaPssParams, 'RSASSA-PSS-params');
}

function toHash({ algorithm }: AlgorithmIdentifier): SignatureAlgorithm['hash'] {
  return HASHES.get(algorithm) ?? 'unknown';
}

function readMaskHash({ algorithm, parameters }: AlgorithmIdentifier): SignatureAlgorithm['hash'] {
  if (algorithm !== OIDS.mgf1 || !parameters) return 'unknown';
  return toHash(parseDer(toBytes(parameters), AlgorithmIdentifier, 'MaskGenAlgorithm'));
}
