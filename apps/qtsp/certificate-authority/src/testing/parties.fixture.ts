import { OIDS, type PspRole, toPem } from '@openxs2a/certificates';
import {
  createCertificateRequest,
  createSigningKey,
  generateKey,
  type KeyKind,
  type QcStatementsTemplate,
  type SigningKey,
  toName,
} from '@openxs2a/certificates/issue';
import { createEnrolment } from '../acts/enrol.ts';
import type { Register } from '../acts/import-register.ts';
import { importRegister } from '../acts/import-register.ts';
import type { Qtsp } from '../acts/qtsp.ts';
import { requestCertificates } from '../acts/request-certificates.ts';
import type { CallerOf } from '../domain/caller.ts';
import type { IssuedRecord } from '../domain/certificate-record.ts';
import type { Outcome, Problem, ProblemCode } from '../domain/outcome.ts';
import type { Registration } from '../domain/register.ts';

export const OPERATOR: CallerOf<'operator'> = { kind: 'operator', name: 'olga' };
export const BAFIN: CallerOf<'nca'> = { kind: 'nca', ncaId: 'DE-BAFIN', name: 'bernd' };
export const ACPR: CallerOf<'nca'> = { kind: 'nca', ncaId: 'FR-ACPR', name: 'fabienne' };

export const AURORA: Registration = {
  organizationIdentifier: 'PSDDE-BAFIN-100001',
  legalName: 'Aurora Payments GmbH',
  country: 'DE',
  ncaId: 'DE-BAFIN',
  status: 'active',
  roles: [
    { role: 'PSP_PI', countries: ['DE'] },
    { role: 'PSP_AI', countries: ['DE', 'FR'] },
  ],
};
export const BANK: Registration = {
  organizationIdentifier: 'PSDDE-BAFIN-200001',
  legalName: 'Example Bank AG',
  country: 'DE',
  ncaId: 'DE-BAFIN',
  status: 'active',
  roles: [{ role: 'PSP_AS', countries: ['DE'] }],
};
export const LUMIERE: Registration = {
  organizationIdentifier: 'PSDFR-ACPR-300001',
  legalName: 'Lumière Données SA',
  country: 'FR',
  ncaId: 'FR-ACPR',
  status: 'active',
  roles: [{ role: 'PSP_AI', countries: ['FR'] }],
};

export const REGISTER: Register = {
  authorities: [
    { ncaId: 'DE-BAFIN', name: 'Federal Financial Supervisory Authority' },
    { ncaId: 'FR-ACPR', name: 'Prudential Supervisory and Resolution Authority' },
  ],
  registrations: [AURORA, BANK, LUMIERE],
};

export async function importTestRegister(qtsp: Qtsp): Promise<void> {
  must(await importRegister(qtsp, OPERATOR, REGISTER));
}

/** The value of an act that must have succeeded. */
export function must<Value, Code extends ProblemCode>(outcome: Outcome<Value, Code>): Value {
  if (outcome.done) return outcome.value;
  throw new Error(JSON.stringify(outcome.problem));
}

/** The problem of an act that must have failed. */
export function mustFail<Value, Code extends ProblemCode>(outcome: Outcome<Value, Code>): Problem<Code> {
  if (!outcome.done) return outcome.problem;
  throw new Error(`It succeeded: ${JSON.stringify(outcome.value)}`);
}

export interface CsrInput {
  readonly party?: Registration;
  readonly key?: SigningKey;
  readonly keyKind?: KeyKind;
  readonly legalName?: string;
  readonly country?: string;
  readonly organizationIdentifier?: string;
  readonly dnsNames?: readonly string[];
  readonly qcStatements?: QcStatementsTemplate;
}

export const createKey = async (kind: KeyKind = 'p-256') => createSigningKey(await generateKey(kind));

/** A signing request as a party would make it, in PEM. */
export async function createCsr(input: CsrInput = {}): Promise<string> {
  const { party = AURORA, key = await createKey(input.keyKind), dnsNames, qcStatements } = input;
  const subject = toName([
    [OIDS.countryName, input.country ?? party.country],
    [OIDS.organizationName, input.legalName ?? party.legalName],
    [OIDS.organizationIdentifier, input.organizationIdentifier ?? party.organizationIdentifier],
    [OIDS.commonName, dnsNames?.[0] ?? party.legalName],
  ]);
  const der = await createCertificateRequest({
    subject,
    key,
    ...(dnsNames === undefined ? {} : { dnsNames }),
    ...(qcStatements === undefined ? {} : { qcStatements }),
  });
  return toPem(der, 'CERTIFICATE REQUEST');
}

export const domainOf = ({ organizationIdentifier }: Registration) =>
  `${organizationIdentifier.toLowerCase().replaceAll(/[^a-z0-9]/g, '')}.example`;

/** Vets a party, as the operator would; what comes back may request certificates once. */
export async function enrol(
  qtsp: Qtsp,
  party: Registration = AURORA,
): Promise<CallerOf<'enrolment'> & { secret: string }> {
  const { organizationIdentifier } = party;
  const input = { organizationIdentifier, dnsNames: [domainOf(party)], validForHours: 72 };
  const { enrolment, secret } = must(await createEnrolment(qtsp, OPERATOR, input));
  return { kind: 'enrolment', organizationIdentifier, enrolmentId: enrolment.enrolmentId, secret };
}

export interface IssuedParty {
  readonly party: Registration;
  readonly qwac: IssuedRecord;
  readonly qsealc: IssuedRecord;
  readonly qwacKey: SigningKey;
  readonly qsealcKey: SigningKey;
  /** As the party is known by its QWAC. */
  readonly caller: CallerOf<'party'>;
}

/** Takes a party all the way to its certificates. */
export async function issueTo(
  qtsp: Qtsp,
  party: Registration = AURORA,
  wanted: { readonly roles?: readonly PspRole[]; readonly countries?: readonly string[] } = {},
): Promise<IssuedParty> {
  const { roles = party.roles.map(({ role }) => role), countries } = wanted;
  const [qwacKey, qsealcKey] = await Promise.all([createKey(), createKey()]);
  const answer = must(
    await requestCertificates(qtsp, await enrol(qtsp, party), {
      requestId: qtsp.random.uuid(),
      roles,
      ...(countries === undefined ? {} : { countries }),
      certificates: [
        { kind: 'qwac', csr: await createCsr({ party, key: qwacKey, dnsNames: [`api.${domainOf(party)}`] }) },
        { kind: 'qsealc', csr: await createCsr({ party, key: qsealcKey }) },
      ],
    }),
  );
  const [qwac, qsealc] = answer.certificates;
  if (qwac === undefined || qsealc === undefined) throw new Error('not issued');
  const { organizationIdentifier } = party;
  const caller = { kind: 'party', organizationIdentifier, roles, serialNumber: qwac.serialNumber } as const;
  return { party, qwac, qsealc, qwacKey, qsealcKey, caller };
}
