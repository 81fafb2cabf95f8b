import type { Certificate } from '../certificate.ts';
import { createDemoAuthority } from '../issue/demo/authority.ts';
import { createDemoParty } from '../issue/demo/party.ts';
import type { ExtensionTemplate } from '../issue/extension.ts';
import type { DistinguishedName } from '../name.ts';
import { OIDS } from '../oids.ts';
import { parseDer, toDer } from '../read/asn1.ts';
import { readCertificate } from '../read/certificate.ts';
import { attribute, certificateDer, extension, name, type Parts, tlv } from '../read/der.fixture.ts';
import { type RawExtension, toRawExtensions } from '../read/extensions.ts';
import { WrittenCertificate } from '../read/syntax.ts';
import { TAG } from '../read/tag.ts';

export const NOW = new Date('2026-06-01T00:00:00Z');

/** What our own profiles issue, of which nothing is to be said. */
export async function issueGood() {
  const authority = await createDemoAuthority({ clock: () => NOW });
  const party = createDemoParty();
  const [qwac, qsealc] = await Promise.all([authority.issueQwac(party), authority.issueQsealc(party)]);
  return {
    authority,
    qwac: qwac.certificate,
    qsealc: qsealc.certificate,
    ca: authority.issuingCa.certificate,
    root: authority.root.certificate,
    responder: authority.ocspResponder.certificate,
  };
}

export interface Change extends Omit<Parts, 'subject' | 'extensions'> {
  readonly subject?: DistinguishedName | Uint8Array;
  /** Each in the place of the one of its OID. */
  readonly with?: readonly ExtensionTemplate[];
  readonly without?: readonly string[];
}

/** What is signed in a certificate, in pieces of DER. */
export function partsOf({ der }: Certificate): Parts & Required<Pick<Parts, 'subject' | 'issuer' | 'key'>> {
  const { tbsCertificate: tbs } = parseDer(der, WrittenCertificate, 'Certificate');
  return {
    serialNumber: tlv(TAG.integer, new Uint8Array(tbs.serialNumber)),
    inner: toDer(tbs.signature),
    issuer: toDer(tbs.issuer),
    validity: toDer(tbs.validity),
    subject: toDer(tbs.subject),
    key: toDer(tbs.subjectPublicKeyInfo),
  };
}

export function extensionsOf({ der }: Certificate): readonly RawExtension[] {
  return toRawExtensions(parseDer(der, WrittenCertificate, 'Certificate').tbsCertificate.extensions);
}

/** The same certificate but for one thing. Its signature is none: explaining looks at none. */
export function alter(certificate: Certificate, change: Change): Certificate {
  const { subject, with: others = [], without = [], ...rest } = change;
  const gone = new Set([...without, ...others.map(({ oid }) => oid)]);
  const extensions = [...extensionsOf(certificate).filter(({ oid }) => !gone.has(oid)), ...others];
  return readCertificate(
    certificateDer({
      ...partsOf(certificate),
      ...(subject === undefined ? {} : { subject: subject instanceof Uint8Array ? subject : encodeName(subject) }),
      extensions: extensions.map(({ oid, value, critical }) => extension(oid, value, critical || undefined)),
      ...rest,
    }),
  );
}

const PRINTABLE: readonly string[] = [OIDS.countryName, OIDS.serialNumber, OIDS.jurisdictionCountry];

/** In the string types that the standard wants, but for those that are given. */
export function encodeName(subject: DistinguishedName, tags: Readonly<Record<string, number>> = {}): Uint8Array {
  const tagOf = (oid: string) => tags[oid] ?? (PRINTABLE.includes(oid) ? TAG.printableString : TAG.utf8String);
  return name(...subject.flat().map(({ oid, value }) => attribute(oid, tlv(tagOf(oid), Buffer.from(value)))));
}
