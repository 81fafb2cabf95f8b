import type { KeyObject } from 'node:crypto';
import { OIDS, toPem } from '@openxs2a/certificates';
import { createCertificateRequest, createSigningKey, generateKey, toName } from '@openxs2a/certificates/issue';
import { createEnrolment } from '../acts/enrol.ts';
import { importRegister } from '../acts/import-register.ts';
import { issueCredential } from '../acts/issue-credential.ts';
import type { Qtsp } from '../acts/qtsp.ts';
import { requestCertificates } from '../acts/request-certificates.ts';
import type { CallerOf } from '../domain/caller.ts';
import type { Outcome, ProblemCode } from '../domain/outcome.ts';
import { SANDBOX_NCA, SANDBOX_PARTIES, type SandboxParty, toSandboxRegister } from './parties.ts';

/** A certificate with those above it but the root, and its private key; both PEM. */
export interface SandboxIdentity {
  readonly certificate: string;
  readonly key: string;
}

export interface EquippedParty extends SandboxParty {
  readonly qwac: SandboxIdentity;
  readonly qsealc: SandboxIdentity;
  /** Good once, for a party that makes its keys itself. */
  readonly enrolmentSecret: string;
}

export interface Sandbox {
  readonly parties: readonly EquippedParty[];
  /** With which the operator and the authority call the interface. */
  readonly credentials: { readonly operator: SandboxIdentity; readonly nca: SandboxIdentity };
  /** The anchor of all of them, PEM. */
  readonly root: string;
}

const OPERATOR: CallerOf<'operator'> = { kind: 'operator', name: 'sandbox' };
const HOURS = 24;

/**
 * Demo parties with certificates that are new at each start and short, so that they are never out of date. They come
 * about as all others: register, enrolment, signing request. Their keys are made here, which is what makes it a sandbox.
 */
export async function createSandboxParties(
  qtsp: Qtsp,
  parties: readonly SandboxParty[] = SANDBOX_PARTIES,
): Promise<Sandbox> {
  const { qwac, qsealc, credential, ...house } = qtsp.lifetimes;
  const short = (hours: number) => Math.min(hours, HOURS);
  const lifetimes = { ...house, qwac: short(qwac), qsealc: short(qsealc), credential: short(credential) };
  const sandbox = { ...qtsp, lifetimes };
  get(await importRegister(sandbox, OPERATOR, toSandboxRegister(parties)));
  const equipped: EquippedParty[] = [];
  for (const party of parties) equipped.push(await equip(sandbox, party));
  const operator = await makeCredential(sandbox, {});
  const nca = await makeCredential(sandbox, { ncaId: SANDBOX_NCA });
  return { parties: equipped, credentials: { operator, nca }, root: toPem(qtsp.root.der) };
}

async function equip(qtsp: Qtsp, party: SandboxParty): Promise<EquippedParty> {
  const { organizationIdentifier, roles, dnsNames } = party;
  const keys = { qwac: await generateKey('p-256'), qsealc: await generateKey('p-256') };
  const { enrolment } = await enrol(qtsp, party);
  const caller = { kind: 'enrolment', organizationIdentifier, enrolmentId: enrolment.enrolmentId } as const;
  const answer = get(
    await requestCertificates(qtsp, caller, {
      requestId: qtsp.random.uuid(),
      roles,
      certificates: [
        { kind: 'qwac', csr: await createCsr(party, keys.qwac, dnsNames) },
        { kind: 'qsealc', csr: await createCsr(party, keys.qsealc) },
      ],
    }),
  );
  const [qwac, qsealc] = answer.certificates.map(({ der }) => toPem(der) + toPem(qtsp.issuer.certificate.der));
  if (qwac === undefined || qsealc === undefined)
    throw new TypeError(`the certificates of "${party.name}" are not signed`);
  return {
    ...party,
    qwac: { certificate: qwac, key: exportKey(keys.qwac) },
    qsealc: { certificate: qsealc, key: exportKey(keys.qsealc) },
    enrolmentSecret: (await enrol(qtsp, party)).secret,
  };
}

const enrol = async (qtsp: Qtsp, { organizationIdentifier, dnsNames }: SandboxParty) =>
  get(await createEnrolment(qtsp, OPERATOR, { organizationIdentifier, dnsNames, validForHours: HOURS }));

async function createCsr(party: SandboxParty, key: KeyObject, dnsNames: readonly string[] = []): Promise<string> {
  const subject = toName([
    [OIDS.countryName, 'DE'],
    [OIDS.organizationName, party.legalName],
    [OIDS.organizationIdentifier, party.organizationIdentifier],
  ]);
  const der = await createCertificateRequest({ subject, key: createSigningKey(key), dnsNames });
  return toPem(der, 'CERTIFICATE REQUEST');
}

async function makeCredential(qtsp: Qtsp, holder: { readonly ncaId?: string }): Promise<SandboxIdentity> {
  const key = await generateKey('p-256');
  const der = await createCertificateRequest({ subject: [], key: createSigningKey(key) });
  const credential = get(await issueCredential(qtsp, OPERATOR, { csr: toPem(der, 'CERTIFICATE REQUEST'), ...holder }));
  return { certificate: toPem(credential.der) + toPem(qtsp.issuer.certificate.der), key: exportKey(key) };
}

const exportKey = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString();

/** What the sandbox asks for is fit to be granted; if it is not, somebody changed the parties. */
function get<Value, Code extends ProblemCode>(outcome: Outcome<Value, Code>): Value {
  if (outcome.done) return outcome.value;
  throw new TypeError(`the sandbox was refused: ${JSON.stringify(outcome.problem)}`);
}
