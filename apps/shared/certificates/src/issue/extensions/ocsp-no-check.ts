import { Null } from 'asn1js';
import { OIDS } from '../../oids.ts';
import { toDer } from '../../read/asn1.ts';
import type { ExtensionTemplate } from '../extension.ts';

/** RFC 6960, 4.2.2.2.1: nobody need ask whether this responder's own certificate is revoked. */
export function ocspNoCheck(): ExtensionTemplate {
  return { oid: OIDS.ocspNoCheck, critical: false, value: toDer(new Null()) };
}
