import type { QualifiedStatements } from '../../certificate.ts';
import { OIDS } from '../../oids.ts';
import { type QcStatementsTemplate, toRolesOfPsp } from '../extensions/qc-statements.ts';
import type { AuthorityUrls, IssuedInput } from './issued.ts';
import type { Party } from './party.ts';

/** What a certificate of a payment service provider takes. */
export interface PspCertificateInput extends IssuedInput {
  readonly party: Party;
  readonly urls: AuthorityUrls;
  /** PKI disclosure statements (EN 319 412-5 4.3.4): https, one of them in English. */
  readonly disclosures: QualifiedStatements['disclosures'];
  /** Years that the issuer keeps its records after the certificate has ended (EN 319 412-5 4.3.3). */
  readonly retentionYears?: number;
}

/** What both kinds state alike, EN 319 412-5 4 and TS 119 495 5.1. */
export function toStatements(input: PspCertificateInput): QcStatementsTemplate {
  const { party, disclosures, retentionYears } = input;
  if (disclosures.length === 0) throw new TypeError('"disclosures" needs at least one address');
  return {
    isQualified: true,
    disclosures,
    ...(retentionYears === undefined ? {} : { retentionYears }),
    semantics: OIDS.semanticsLegalPerson,
    psd2: { roles: toRolesOfPsp(party.roles), ncaName: party.ncaName, ncaId: party.ncaId },
  };
}
