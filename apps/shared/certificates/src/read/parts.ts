import { context, type DerNode, readDer, TAG } from './der.ts';
import type { RawExtension } from './extensions.ts';
import { toBoolean, toOid } from './values.ts';

/** The parts of a certificate as they stand, before anything is made of them (RFC 5280, 4.1). */
export interface CertificateParts {
  readonly serialNumber: DerNode;
  readonly issuer: DerNode;
  readonly subject: DerNode;
  readonly key: DerNode;
  readonly extensions: readonly RawExtension[];
}

/** Of a certificate that was read: that it is one is not asked again. TypeError otherwise. */
export function readParts(der: Uint8Array): CertificateParts {
  const fields = readDer(der).children[0]?.children ?? [];
  const [serialNumber, , issuer, , subject, key] = fields.filter(({ tag }) => tag !== VERSION);
  if (serialNumber === undefined || issuer === undefined || subject === undefined || key === undefined)
    throw new TypeError('the certificate has not been read');
  const [extensions] = fields.find(({ tag }) => tag === EXTENSIONS)?.children ?? [];
  return { serialNumber, issuer, subject, key, extensions: (extensions?.children ?? []).map(toRawExtension) };
}

const VERSION = context(0, 'constructed');
const EXTENSIONS = context(3, 'constructed');

function toRawExtension({ children }: DerNode): RawExtension {
  const [extnID, ...rest] = children;
  const extnValue = rest.at(-1);
  if (extnID === undefined || extnValue === undefined) throw new TypeError('the certificate has not been read');
  const critical = rest.find(({ tag }) => tag === TAG.boolean);
  return { oid: toOid(extnID), critical: critical !== undefined && toBoolean(critical), value: extnValue.content };
}
