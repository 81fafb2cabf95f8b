import { answerHeaders, grantOf, type Handlers, RefusedError } from '@openxs2a/edge';
import type { Schemas } from '@openxs2a/xs2a/types';
import type { ResourceServerDeps } from '../deps.ts';
import { isPayment } from '../domain/opened-account.ts';
import { accountGone, grantedAccountOf, loadOpenedAccount } from '../reads/load-accounts.ts';
import { referenceOf } from '../render/account-reference.ts';
import { pickKnown } from '../render/known.ts';
import type { ChequePeriod } from './cheque.ts';
import { renderCheque } from './render-cheque.ts';

type ChequeHandler = Pick<Handlers, 'getCheques'>;

/**
 * Cheques that were paid in, where the bank offers them; otherwise nothing. TypeError where the profile offers what core
 * banking does not have.
 */
export function createChequeHandler(deps: Pick<ResourceServerDeps, 'core' | 'profile'>): ChequeHandler | undefined {
  const { core, profile } = deps;
  if (!profile.services.cheques) return undefined;
  const listCheques = core.listCheques?.bind(core);
  if (listCheques === undefined)
    throw new TypeError('The profile offers cheques (/services/cheques), and core banking has no listCheques.');
  return {
    async getCheques({ query }, context) {
      const grant = grantOf(context);
      const period = readPeriod(query);
      const [{ opened }, cheques] = await Promise.all([
        loadOpenedAccount(deps, grant, isPayment),
        listCheques(grantedAccountOf(grant).accountId, period),
      ]);
      if (cheques === undefined) throw accountGone(grant);
      const body = pickKnown<Schemas['readChequesResponse-200']>({
        account: referenceOf(opened.account),
        cheques: cheques.map(renderCheque),
      });
      return { status: 200, type: 'application/json', headers: answerHeaders(context), body };
    },
  };
}

function readPeriod(query: ChequePeriod | undefined): ChequePeriod {
  const { dateFrom, dateTo } = query ?? {};
  if (dateFrom !== undefined && dateTo !== undefined && dateFrom > dateTo)
    throw new RefusedError({ reason: 'period-invalid', evidence: { dateFrom, dateTo } });
  return pickKnown<ChequePeriod>({ dateFrom, dateTo });
}
