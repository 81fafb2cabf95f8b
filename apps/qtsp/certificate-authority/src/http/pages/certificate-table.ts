import { type Html, showTable, showTime } from '@openxs2a/service/pages';
import { type IssuedRecord, rolesOf, statusOf } from '../../domain/certificate-record.ts';
import { linkCertificate, linkParty, showStatus } from './parts.ts';

const KINDS: Readonly<Record<string, string>> = { qwac: 'QWAC', qsealc: 'QSealC', credential: 'Credential' };

export const showKind = ({ kind }: IssuedRecord): string => KINDS[kind] ?? kind;

/** Whose it is: a party's, an authority's or the operator's. */
export function showHolder({ party, ncaId }: IssuedRecord): Html | string {
  return party === undefined ? (ncaId ?? 'operator') : linkParty(party.organizationIdentifier);
}

export function showCertificateTable(certificates: readonly IssuedRecord[], now: Date): Html {
  return showTable(
    'Certificates, the latest first',
    [
      { title: 'Serial', show: ({ serialNumber }) => linkCertificate(serialNumber) },
      { title: 'Kind', show: showKind },
      { title: 'Holder', show: showHolder },
      { title: 'Roles', show: (record) => rolesOf(record).join(', ') || '–' },
      { title: 'Status', show: (record) => showStatus(statusOf(record, now)) },
      { title: 'Ends', show: ({ notAfter }) => showTime(notAfter) },
    ],
    certificates,
  );
}
