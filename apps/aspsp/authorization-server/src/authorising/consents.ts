import type { Consent, Consents, Outcome } from '@openxs2a/consent';
import type { CoreBanking } from '@openxs2a/core-banking';
import { refusedConsent } from '@openxs2a/edge';
import type { BankProfile } from '@openxs2a/profile';
import type { ConsentSubject, Subject } from '@openxs2a/sca';
import type { Authorisable, Resource } from './authorisable.ts';
import { accept, type RoadOutcome, refuse } from './outcome.ts';
import type { AuthorisationKey } from './road.ts';

export interface ConsentAuthorisableOptions {
  readonly consents: Consents;
  readonly core: Pick<CoreBanking, 'findAccount'>;
  readonly profile: Pick<BankProfile, 'sca'>;
}

/** Consents to account information, on the road. */
export function createConsentAuthorisable({ consents, core, profile }: ConsentAuthorisableOptions): Authorisable {
  const idsOf = ({ resourceId: consentId, authorisationId, requestId }: AuthorisationKey) => ({
    consentId,
    authorisationId,
    requestId,
  });
  return {
    async find(key) {
      const found = await consents.findAuthorising(key.resourceId, key.authorisationId);
      if (!found.accepted) return toRefusal(found);
      const { consent, authorisation } = found.evidence;
      const { psu, scaStatus } = authorisation;
      return accept({ resource: toResource(consents, consent), psu, scaStatus });
    },
    async move(trx, key, event, psu) {
      const moved = await consents.updateAuthorisationIn(trx, { ...idsOf(key), event, ...psu });
      return moved.accepted ? accept(moved.evidence.scaStatus) : toRefusal(moved);
    },
    async prepareFinish(key, { psu, subject, exempted = false }) {
      const accounts = accountsOf(subject);
      const signatures = profile.sca.multilevel ? await countSignatures(core, accounts) : 1;
      const finish = await consents.prepareConfirmation({ ...idsOf(key), ...psu, accounts, signatures, exempted });
      return async (trx) => toRoad(await finish(trx));
    },
    async reject(key) {
      return toRoad(await consents.reject(idsOf(key)));
    },
  };
}

/** A consent, as it is authorised. */
export function toResource(consents: Consents, consent: Consent): Resource {
  const { consentId, tppId, tppName, access, validUntil, recurring, frequencyPerDay } = consent;
  const blank: ConsentSubject = {
    kind: 'consent',
    consentId,
    tppId,
    tppName,
    access,
    accounts: [],
    validUntil,
    recurring,
    frequencyPerDay,
  };
  return {
    tppId,
    tppName,
    needsChoice: consent.model === 'bankOffered' && consent.consentStatus === 'received',
    needsConfirmation: consent.authorisationConfirmation,
    blank,
    async subjectFor(psu, chosen) {
      const accounts = await consents.forecastAccounts({ consentId, ...psu, accounts: chosen });
      return accounts.accepted ? accept<Subject>({ ...blank, accounts: accounts.evidence }) : toRefusal(accounts);
    },
    listEligibleAccounts: async (psu) => toRoad(await consents.listEligibleAccounts({ consentId, ...psu })),
  };
}

/** As many as the account has that needs the most. */
async function countSignatures(core: Pick<CoreBanking, 'findAccount'>, accountIds: readonly string[]): Promise<number> {
  const accounts = await Promise.all(accountIds.map((id) => core.findAccount(id)));
  return Math.max(1, ...accounts.map((account) => account?.signatures ?? 1));
}

function accountsOf(subject: Subject): readonly string[] {
  if (subject.kind !== 'consent') throw new TypeError('A consent is authorised as a consent.');
  return subject.accounts;
}

function toRoad<Evidence>(outcome: Outcome<Evidence>): RoadOutcome<Evidence> {
  return outcome.accepted ? accept(outcome.evidence) : toRefusal(outcome);
}

function toRefusal(outcome: Extract<Outcome<never>, { accepted: false }>) {
  const { reason, evidence = {} } = refusedConsent(outcome);
  return refuse(reason, evidence);
}
