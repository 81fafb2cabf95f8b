import { expectStatus } from '../answers/expect-status.ts';
import type { SandboxParty } from '../qtsp/parties.ts';
import type { Qtsp } from '../qtsp/qtsp.ts';
import { type Credential, type Credentials, leafOf, loadCredentials, saveCredentials } from './credentials.ts';
import { prepareOrder } from './order.ts';

/** Certificates that end before that are renewed: a run may last. */
const LEFT_DAYS = 30;
const DAY = 86_400_000;

/**
 * The certificates of a party, from its folder as long as the QTSP says that they are good for a while, or else new
 * ones: enrolment and signing request, as every party gets them.
 */
export async function equip(qtsp: Qtsp, party: SandboxParty, folder: string): Promise<Credentials> {
  const there = await loadCredentials(folder);
  if (there !== undefined && (await areGood(qtsp, there))) return there;
  const order = await prepareOrder(party);
  const client = qtsp.connect({ secret: await qtsp.enrol(party) });
  const result = await client.requestCertificates({ body: { type: 'application/json', value: order.request } });
  const credentials = order.complete(expectStatus(result, 201).body);
  await saveCredentials(folder, credentials);
  return credentials;
}

async function areGood(qtsp: Qtsp, { qwac, qsealc }: Credentials): Promise<boolean> {
  const [one, other] = await Promise.all([isGood(qtsp, qwac), isGood(qtsp, qsealc)]);
  return one && other;
}

/** Asked of the QTSP, which knows of revocations, and does not know what another one has issued. */
async function isGood(qtsp: Qtsp, { certificate }: Credential): Promise<boolean> {
  const leaf = leafOf(certificate);
  const path = { serialNumber: leaf.serialNumber };
  const found = await qtsp.operator.getCertificate({ path }, { accept: ['application/json'] });
  if (found.status !== 200) return false;
  const { status, fingerprint } = found.body;
  const isLasting = leaf.notAfter.getTime() > Date.now() + LEFT_DAYS * DAY;
  return status === 'valid' && isLasting && fingerprint === leaf.fingerprint;
}
