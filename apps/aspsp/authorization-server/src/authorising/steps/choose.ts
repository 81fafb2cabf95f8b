import type { Psu } from '@openxs2a/consent';
import type { PageMethod } from '@openxs2a/sca';
import { keepAccounts } from '../../store/begun.ts';
import { complete, endWhereHopeless } from '../finish.ts';
import { accept, type RoadOutcome, refuse } from '../outcome.ts';
import type { AuthorisationKey, AuthorisationView } from '../road.ts';
import type { RoadSetting } from '../setting.ts';
import { type Standing, settle } from '../standing.ts';
import { view } from '../view.ts';
import { askAndNote } from './ask-and-note.ts';

type Choosing = Standing & { readonly psu: Psu };

/** Where the PSU has authenticated and chooses how, and what of; undefined at any other place. */
async function settleChoosing(setting: RoadSetting, key: AuthorisationKey) {
  const standing = await settle(setting, key);
  if (!standing.accepted) return standing;
  const { scaStatus, psu } = standing.evidence.found;
  if (psu === undefined || (scaStatus !== 'psuAuthenticated' && scaStatus !== 'scaMethodSelected'))
    return refuse('status-not-fitting', { scaStatus });
  return accept({ ...standing.evidence, psu });
}

export async function listMethods(
  setting: RoadSetting,
  key: AuthorisationKey,
): Promise<RoadOutcome<readonly PageMethod[]>> {
  const standing = await settleChoosing(setting, key);
  return standing.accepted ? accept(await methodsOf(setting, standing.evidence)) : standing;
}

/** Passkeys are for who is on a page of the bank: no TPP can ask for one. */
function methodsOf({ sca }: RoadSetting, { begun, psu }: Choosing): Promise<readonly PageMethod[]> {
  return begun.approach === 'REDIRECT' ? sca.listPageMethods(psu.psuId) : sca.listMethods(psu.psuId);
}

export async function listEligibleAccounts(
  setting: RoadSetting,
  key: AuthorisationKey,
): Promise<RoadOutcome<readonly string[]>> {
  const standing = await settleChoosing(setting, key);
  if (!standing.accepted) return standing;
  const { found, psu } = standing.evidence;
  return found.resource.listEligibleAccounts(psu);
}

/** What was asked for another choice is taken back: its code is of another subject. */
export async function chooseAccounts(
  setting: RoadSetting,
  key: AuthorisationKey,
  accountIds: readonly string[],
): Promise<RoadOutcome<AuthorisationView>> {
  const standing = await settleChoosing(setting, key);
  if (!standing.accepted) return standing;
  const { found, psu } = standing.evidence;
  if (!found.resource.needsChoice) return refuse('service-not-offered');
  const subject = await found.resource.subjectFor(psu, accountIds);
  if (!subject.accepted) return subject;
  await setting.database.transaction(async (trx) => {
    await keepAccounts(trx, key.authorisationId, accountIds);
    await setting.sca.endAsked(trx, key.authorisationId);
  });
  return view(setting, key);
}

export async function selectMethod(
  setting: RoadSetting,
  key: AuthorisationKey,
  authenticationMethodId: string,
): Promise<RoadOutcome<AuthorisationView>> {
  const standing = await settleChoosing(setting, key);
  if (!standing.accepted) return standing;
  const { psu, begun } = standing.evidence;
  const methods = await methodsOf(setting, standing.evidence);
  const method = methods.find((one) => one.authenticationMethodId === authenticationMethodId);
  if (method === undefined) return refuse('sca:method-unknown', { psuId: psu.psuId });
  const subject = await subjectOf(setting, standing.evidence);
  if (!subject.accepted) return subject;
  const asked = await askAndNote(setting, { key, psu, subject: subject.evidence, method, approach: begun.approach });
  return asked.accepted ? view(setting, key) : asked;
}

export async function exempt(setting: RoadSetting, key: AuthorisationKey): Promise<RoadOutcome<AuthorisationView>> {
  const standing = await settleChoosing(setting, key);
  if (!standing.accepted) return standing;
  const { psu, found } = standing.evidence;
  const { authorisationId } = key;
  // what is exempted is final at once, so that the TPP would have nothing to confirm that it has this very PSU back (7.6)
  if (found.resource.needsConfirmation) return refuse('sca:exemption-none', { authorisationId });
  const agreed = await subjectOf(setting, standing.evidence);
  if (!agreed.accepted) return agreed;
  const subject = agreed.evidence;
  const exemption = await setting.sca.exempt({ authorisationId, psuId: psu.psuId, subject });
  if (!exemption.accepted) return refuse(`sca:${exemption.reason}`, { authorisationId });
  const done = await complete(setting, standing.evidence, { psu, subject, exempted: true });
  return done.accepted ? view(setting, key) : done;
}

/** What is asked for now: what was chosen where there is a choice, and else what it comes to at this moment. */
async function subjectOf(setting: RoadSetting, { key, found, begun, psu }: Choosing) {
  const { resource } = found;
  const subject = await resource.subjectFor(psu, resource.needsChoice ? begun.accounts : undefined);
  return subject.accepted ? subject : endWhereHopeless(setting, key, subject);
}
