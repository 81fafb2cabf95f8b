import type { Psu as ConsentPsu } from '@openxs2a/consent';
import type { CoreBanking, Psu, PsuReference } from '@openxs2a/core-banking';
import { type Context, RefusedError } from '@openxs2a/edge';
import { refuseHeader } from './refusals.ts';

/** The headers by which a TPP says who the PSU is. */
export interface PsuHeaders {
  readonly 'PSU-ID'?: string | undefined;
  readonly 'PSU-ID-Type'?: string | undefined;
  readonly 'PSU-Corporate-ID'?: string | undefined;
  readonly 'PSU-Corporate-ID-Type'?: string | undefined;
}

/**
 * The PSU that a TPP names, as the bank knows it; undefined where it names none. Only a claim until the PSU authorises. One
 * that is unknown or blocked is refused (Guidelines 1.3.8, 14.11.1), and so is another than that of the access token, where
 * one came along; a token of the pre-step names its PSU itself. Not to be called within a transaction: core banking takes
 * its time.
 */
export async function findPsu(
  core: CoreBanking,
  headers: PsuHeaders,
  token?: Context['token'],
): Promise<Psu | undefined> {
  const reference = readReference(headers);
  const psu = reference === undefined ? await findPsuOf(core, token) : await findNamed(core, reference);
  if (psu === undefined) return undefined;
  if (token !== undefined && token.psuId !== psu.id) throw new RefusedError({ reason: 'token-of-other-psu' });
  if (psu.status === 'blocked') throw new RefusedError({ reason: 'psu-blocked', evidence: { psu: psu.id } });
  return psu;
}

/** Whom a token is for that was there before any resource (4.3). */
async function findPsuOf(core: CoreBanking, token: Context['token']): Promise<Psu | undefined> {
  return token === undefined || token.scope.resourceId !== undefined ? undefined : core.findPsuById(token.psuId);
}

async function findNamed(core: CoreBanking, reference: PsuReference): Promise<Psu> {
  const psu = await core.findPsu(reference);
  if (psu === undefined) throw new RefusedError({ reason: await tellUnknown(core, reference) });
  return psu;
}

/** The same for the road and for consents. */
export const toPsu = ({ id, corporateId }: Psu): ConsentPsu => ({ psuId: id, corporateId });

/** Who the headers name. A company cannot be told by itself: core banking knows it as a role of a person. */
export function readReference(headers: PsuHeaders): PsuReference | undefined {
  const psuId = headers['PSU-ID'];
  const psuIdType = headers['PSU-ID-Type'];
  const corporateId = headers['PSU-Corporate-ID'];
  const corporateIdType = headers['PSU-Corporate-ID-Type'];
  if (psuId === undefined) {
    if (corporateId === undefined) return undefined;
    throw refuseHeader('PSU-ID', 'required', '"PSU-Corporate-ID" needs "PSU-ID": who acts for the company.');
  }
  return {
    psuId,
    ...(psuIdType !== undefined && { psuIdType }),
    ...(corporateId !== undefined && { corporateId }),
    ...(corporateId !== undefined && corporateIdType !== undefined && { corporateIdType }),
  };
}

/** Whose fault it is: that of the company, if without it the person is known. */
async function tellUnknown(core: CoreBanking, { psuId, psuIdType, corporateId }: PsuReference) {
  if (corporateId === undefined) return 'psu-unknown';
  const person = await core.findPsu({ psuId, ...(psuIdType !== undefined && { psuIdType }) });
  return person === undefined ? 'psu-unknown' : 'corporate-id-unknown';
}
