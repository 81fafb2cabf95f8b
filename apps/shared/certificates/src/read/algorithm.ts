import type { SignatureAlgorithm } from '../certificate.ts';
import { OIDS } from '../oids.ts';
import { context, type DerNode, TAG } from './der.ts';
import { malformed } from './error.ts';
import { sequenceOf } from './fields.ts';
import { toOid } from './values.ts';

export interface AlgorithmIdentifier {
  readonly oid: string;
  readonly parameters: DerNode | undefined;
}

export function readAlgorithmIdentifier(node: DerNode | undefined): AlgorithmIdentifier {
  const fields = sequenceOf(node, 'AlgorithmIdentifier');
  const oid = toOid(fields.take(TAG.oid, 'algorithm'));
  const parameters = fields.takeAny();
  fields.end('AlgorithmIdentifier');
  return { oid, parameters };
}

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

export function readSignatureAlgorithm(node: DerNode): SignatureAlgorithm {
  const { oid, parameters } = readAlgorithmIdentifier(node);
  if (oid === OIDS.rsaPss) return { oid, name: 'rsa-pss', hash: readPssHash(parameters) };
  return { oid, ...(SIGNATURES.get(oid) ?? { name: 'unknown', hash: 'unknown' }) };
}

/** RFC 4055, 3.1: both hashes are SHA-1 unless said otherwise. Different ones are allowed, but nobody's use. */
function readPssHash(parameters: DerNode | undefined): SignatureAlgorithm['hash'] {
  if (parameters === undefined) return 'unknown';
  const fields = sequenceOf(parameters, 'RSASSA-PSS-params');
  const hash = fields.takeIf(context(0, 'constructed'));
  const mask = fields.takeIf(context(1, 'constructed'));
  fields.takeIf(context(2, 'constructed'));
  fields.takeIf(context(3, 'constructed'));
  fields.end('RSASSA-PSS-params');
  const digest = hash === undefined ? 'sha1' : readHash(only(hash));
  return digest === (mask === undefined ? 'sha1' : readMaskHash(only(mask))) ? digest : 'unknown';
}

function readHash(node: DerNode): SignatureAlgorithm['hash'] {
  return HASHES.get(readAlgorithmIdentifier(node).oid) ?? 'unknown';
}

function readMaskHash(node: DerNode): SignatureAlgorithm['hash'] {
  const { oid, parameters } = readAlgorithmIdentifier(node);
  return oid === OIDS.mgf1 && parameters !== undefined ? readHash(parameters) : 'unknown';
}

function only({ children: [child, ...more] }: DerNode): DerNode {
  if (child === undefined || more.length > 0) throw malformed('A tagged value is not one value.');
  return child;
}
