import type { KeyObject } from 'node:crypto';
import { AuthorityKeyIdentifier, KeyIdentifier, SubjectKeyIdentifier } from '@peculiar/asn1-x509';
import type { Certificate } from '../../certificate.ts';
import { OIDS } from '../../oids.ts';
import { toDer } from '../../read/asn1.ts';
import type { ExtensionTemplate } from '../extension.ts';
import { toKeyIdentifier } from '../public-key.ts';

/** RFC 5280, 4.2.1.2. */
export function subjectKeyIdentifier(publicKey: KeyObject): ExtensionTemplate {
  const value = new SubjectKeyIdentifier(toKeyIdentifier(publicKey));
  return { oid: OIDS.subjectKeyIdentifier, critical: false, value: toDer(value) };
}

/** RFC 5280, 4.2.1.1: the identifier that the issuer's certificate has, or would have had. */
export function authorityKeyIdentifier(issuer: Certificate): ExtensionTemplate {
  const stated = issuer.extensions.subjectKeyIdentifier;
  const identifier = stated === undefined ? toKeyIdentifier(issuer.key.keyObject) : Buffer.from(stated, 'hex');
  const value = new AuthorityKeyIdentifier({ keyIdentifier: new KeyIdentifier(identifier) });
  return { oid: OIDS.authorityKeyIdentifier, critical: false, value: toDer(value) };
}
