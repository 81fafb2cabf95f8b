import type { KeyObject } from 'node:crypto';
import type { Certificate } from '../../certificate.ts';
import { OIDS } from '../../oids.ts';
import { implicit, octetString, sequence } from '../der.ts';
import type { ExtensionTemplate } from '../extension.ts';
import { toKeyIdentifier } from '../public-key.ts';

/** RFC 5280, 4.2.1.2. */
export function subjectKeyIdentifier(publicKey: KeyObject): ExtensionTemplate {
  return { oid: OIDS.subjectKeyIdentifier, critical: false, value: octetString(toKeyIdentifier(publicKey)) };
}

/** RFC 5280, 4.2.1.1: the identifier that the issuer's certificate has, or would have had. */
export function authorityKeyIdentifier(issuer: Certificate): ExtensionTemplate {
  const stated = issuer.extensions.subjectKeyIdentifier;
  const identifier = stated === undefined ? toKeyIdentifier(issuer.key.keyObject) : Buffer.from(stated, 'hex');
  return { oid: OIDS.authorityKeyIdentifier, critical: false, value: sequence(implicit(0, identifier)) };
}
