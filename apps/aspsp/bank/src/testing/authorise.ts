import { type AccountDirectory, type Consent, type Consents, isFinalSca, type Outcome } from '@openxs2a/consent';
import type { CoreBanking, PsuReference } from '@openxs2a/core-banking';
import { createAccountDirectory } from '@openxs2a/edge';
import type { BankState } from '@openxs2a/edge/state';
import { type BankProfile, DEFAULT_PROFILE } from '@openxs2a/profile';
import { sql } from '@openxs2a/store';

export interface AuthoriseOptions {
  /** The bank's ids of the accounts that the PSU chooses, where the consent leaves that to her. Default: all of hers that the bank shows. */
  readonly accounts?: readonly string[];
  /** False where other PSUs still have to agree. Default: true. */
  readonly complete?: boolean;
}

export type Authorise = (consentId: string, psu: string | PsuReference, options?: AuthoriseOptions) => Promise<Consent>;

/**
 * Makes a consent valid without its PSU, through the function of the domain that SCA ends with: for tests of what comes
 * after. `profile` is the bank's.
 */
export function createAuthorise(
  { database, consents, core }: Pick<BankState, 'database' | 'consents' | 'core'>,
  profile: BankProfile = DEFAULT_PROFILE,
): Authorise {
  const directory = createAccountDirectory(core, profile);
  return async (consentId, psu, { accounts, complete = true } = {}) => {
    const { id: psuId, corporateId } = await getPsu(core, typeof psu === 'string' ? { psuId: psu } : psu);
    const owner = await database.first<{ tpp_id: string }>(
      sql`SELECT tpp_id FROM consent WHERE consent_id = ${consentId}`,
    );
    if (owner === undefined) throw new Error(`There is no consent "${consentId}".`);
    const tppId = owner.tpp_id;
    const consent = get(await consents.find(consentId, tppId));
    const chosen = consent.model === 'bankOffered' ? (accounts ?? (await listAccounts(directory, psuId))) : accounts;
    const authorisationId = await findOpen(consents, consentId, tppId);
    return get(
      await consents.confirm({
        consentId,
        authorisationId:
          authorisationId ?? (await start({ database, consents }, { consentId, tppId, psuId, corporateId })),
        psuId,
        corporateId,
        accounts: chosen,
        complete,
      }),
    );
  };
}

async function getPsu(core: CoreBanking, reference: PsuReference) {
  const psu = await core.findPsu(reference);
  if (psu === undefined) throw new Error(`There is no PSU "${reference.psuId}".`);
  return psu;
}

async function listAccounts(directory: AccountDirectory, psuId: string): Promise<readonly string[]> {
  return (await directory.listAccounts({ psuId })).map(({ accountId }) => accountId);
}

async function findOpen(consents: Consents, consentId: string, tppId: string): Promise<string | undefined> {
  const all = get(await consents.authorisations(consentId, tppId));
  return all.find(({ scaStatus }) => !isFinalSca(scaStatus))?.authorisationId;
}

async function start(
  { database, consents }: Pick<BankState, 'database' | 'consents'>,
  request: Parameters<Consents['startAuthorisation']>[1],
): Promise<string> {
  return get(await database.transaction((trx) => consents.startAuthorisation(trx, request))).authorisationId;
}

function get<Evidence>(outcome: Outcome<Evidence>): Evidence {
  if (!outcome.accepted) throw new Error(`The consent was refused: ${outcome.reason}`);
  return outcome.evidence;
}
