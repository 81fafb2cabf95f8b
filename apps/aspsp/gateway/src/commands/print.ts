import type { TppEvidence } from '../directory/directory.ts';
import type { RegisterCheck, Tpp } from '../directory/tpp.ts';

/** What others have written must not command a terminal. */
const printable = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '?');

export function printList(tpps: readonly Tpp[]): string {
  if (tpps.length === 0) return 'There is none.\n';
  const rows = tpps.map(({ tppId, status, roles, lastSeen = 'never', nextReview = '-', legalName = '' }) =>
    [tppId, status, roles.join(' ') || '-', lastSeen.slice(0, 16), nextReview, legalName].map(printable),
  );
  const header = ['TPP', 'status', 'roles', 'last seen', 'review', 'name'];
  return toTable([header, ...rows]);
}

export function printTpp(tpp: Tpp | TppEvidence): string {
  const { decision, register, attestation, review } = tpp;
  const rows: (readonly [string, string | undefined])[] = [
    ['TPP', tpp.tppId],
    ['name', tpp.legalName],
    ['status', tpp.status],
    ['decided', decision && `${decision.at} by ${decision.by}: ${decision.reason}`],
    ['roles', tpp.roles.join(' ')],
    ['authority', tpp.nca && `${tpp.nca.name} (${tpp.nca.id})`],
    ['first seen', tpp.firstSeen],
    ['last seen', tpp.lastSeen],
    ['register', register && describeRegister(register)],
    ['attestation', attestation && `${attestation.at} by ${attestation.by}: ${attestation.statement}`],
    ['valid until', attestation?.validUntil],
    ['reviewed', review && `${review.at} by ${review.by}: ${review.note}`],
    ['next review', tpp.nextReview],
    ...listCertificates(tpp),
  ];
  return toTable(
    rows.flatMap(([label, text]) => (text === undefined || text === '' ? [] : [[label, printable(text)]])),
  );
}

function describeRegister({ at, result, entry }: RegisterCheck): string {
  const said = entry === undefined ? '' : `, ${entry.status}, ${entry.roles.join(' ') || 'no roles'} (${entry.source})`;
  return `${at}: ${result}${said}`;
}

function listCertificates(tpp: Tpp | TppEvidence): (readonly [string, string])[] {
  const certificates = 'certificates' in tpp ? tpp.certificates : [];
  return certificates.flatMap(({ use, serialNumber, issuer, notAfter, lastSeen, revocation, revoked, fingerprint }) => [
    [use, `${serialNumber} of ${issuer}, until ${notAfter.slice(0, 10)}`],
    ['', `last seen ${lastSeen}, not revoked by ${revocation.by} ${revocation.producedAt ?? ''}`.trimEnd()],
    ...(revoked === undefined ? [] : [['', `REVOKED since ${revoked.since}: ${revoked.reason}`] as const]),
    ['', `sha-256 ${fingerprint}`],
  ]);
}

function toTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return `${lines.join('\n')}\n`;
}
