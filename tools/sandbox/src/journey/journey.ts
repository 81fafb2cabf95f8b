import type { Schemas } from '@openxs2a/xs2a/types';
import { expectStatus, JourneyError } from './expect-status.ts';
import { createRecorder, type Recorder, type Step } from './recorder.ts';
import { createTpp, type Tpp } from './tpp.ts';

export interface JourneyOptions {
  readonly baseUrl: string;
  /** What the customer agrees to, and until when. */
  readonly asked: Schemas['consents'];
  /** The first day of the report. */
  readonly dateFrom: string;
  /** The customer's yes, given at the bank; the TPP has no part in it. */
  readonly letPsuSayYes: (consentId: string) => void;
  readonly onStep?: (step: Step) => void;
}

interface Journey {
  readonly tpp: Tpp;
  readonly recorder: Recorder;
  readonly options: JourneyOptions;
}

/** Drives the bank through account information from a consent's first to its last day. Throws JourneyError. */
export async function travel(options: JourneyOptions): Promise<readonly Step[]> {
  const recorder = createRecorder(options.onStep);
  const journey = { recorder, options, tpp: createTpp({ baseUrl: options.baseUrl, fetch: recorder.fetch }) };
  const consentId = await getConsent(journey);
  const accounts = await readAccounts(journey, consentId);
  await readTransactions(journey, consentId, accounts[0]);
  const closed = accounts.find(({ _links }) => _links?.['balances'] === undefined);
  await meetRefusals({ ...journey, consentId }, closed);
  await endConsent(journey, consentId);
  return recorder.steps;
}

async function getConsent({ tpp, recorder, options }: Journey): Promise<string> {
  const create = () => tpp.createConsent({ body: { type: 'application/json', value: options.asked } });
  const created = await recorder.call('createConsent', create, (result) =>
    result.status === 201 ? `${result.body.consentStatus}, SCA ${result.headers['ASPSP-SCA-Approach']}` : '',
  );
  const { consentId } = expectStatus(created, 201).body;
  await readStatus({ tpp, recorder, options }, consentId);
  options.letPsuSayYes(consentId);
  recorder.aside('(at the bank)', 'the PSU says yes');
  await readStatus({ tpp, recorder, options }, consentId);
  return consentId;
}

async function readStatus({ tpp, recorder }: Journey, consentId: string): Promise<void> {
  const read = () => tpp.getConsentStatus({ path: { consentId } });
  const result = await recorder.call('getConsentStatus', read, (answer) =>
    answer.status === 200 ? answer.body.consentStatus : '',
  );
  expectStatus(result, 200);
}

type Account = Schemas['accountDetails'];

async function readAccounts({ tpp, recorder }: Journey, consentId: string): Promise<readonly Account[]> {
  const headers = { 'Consent-ID': consentId };
  const list = await recorder.call(
    'getAccountList',
    () => tpp.getAccountList({ headers }),
    (result) => (result.status === 200 ? result.body.accounts.map(({ currency }) => currency).join(', ') : ''),
  );
  const { accounts } = expectStatus(list, 200).body;
  for (const { resourceId = '' } of accounts.filter(({ _links }) => _links?.['balances'] !== undefined)) {
    const read = () => tpp.getBalances({ path: { 'account-id': resourceId }, headers });
    const result = await recorder.call('getBalances', read, (answer) =>
      answer.status === 200 ? toText(answer.body.balances[0]?.balanceAmount) : '',
    );
    expectStatus(result, 200);
  }
  return accounts;
}

const toText = (amount: Schemas['amount'] | undefined) => (amount ? `${amount.amount} ${amount.currency}` : 'nothing');

/** All pages of one report: the first by its operation, the others by the links of the page before. */
async function readTransactions(
  { tpp, recorder, options }: Journey,
  consentId: string,
  account: Account | undefined,
): Promise<void> {
  let link: string | undefined;
  let count = 0;
  const request = {
    path: { 'account-id': account?.resourceId ?? '' },
    headers: { 'Consent-ID': consentId },
    query: { bookingStatus: 'booked', dateFrom: options.dateFrom },
  } as const;
  do {
    const page = { accept: ['application/json'], ...(link === undefined ? {} : { link }) } as const;
    const read = () => tpp.getTransactionList(request, page);
    const result = await recorder.call('getTransactionList', read, (answer) => {
      if (answer.status !== 200) return '';
      count += answer.body.transactions?.booked?.length ?? 0;
      return `${count} entries${answer.body.transactions?._links['next'] === undefined ? ', the last page' : ''}`;
    });
    link = expectStatus(result, 200).body.transactions?._links['next']?.href;
  } while (link !== undefined);
}

/** What a bank refuses comes back as a result like any other, told apart by its status. */
async function meetRefusals({ tpp, recorder, consentId }: Journey & { readonly consentId: string }, account?: Account) {
  const foreign = await recorder.call(
    'getConsentStatus',
    () => tpp.getConsentStatus({ path: { consentId: 'of-somebody-else' } }),
    (result) => (result.status === 403 && result.type === 'application/json' ? codesOf(result.body.tppMessages) : ''),
  );
  expectStatus(foreign, 403);
  const path = { 'account-id': account?.resourceId ?? '' };
  const closed = await recorder.call(
    'getBalances',
    () => tpp.getBalances({ path, headers: { 'Consent-ID': consentId } }),
    (result) => (result.status === 401 && result.type === 'application/json' ? codesOf(result.body.tppMessages) : ''),
  );
  expectStatus(closed, 401);
}

const codesOf = (messages: readonly { readonly code: string }[] = []) => messages.map(({ code }) => code).join(', ');

async function endConsent(journey: Journey, consentId: string): Promise<void> {
  const { tpp, recorder } = journey;
  const end = () => tpp.deleteConsent({ path: { consentId } });
  const ended = await recorder.call('deleteConsent', end, () => '');
  expectStatus(ended, 204);
  await readStatus(journey, consentId);
  const read = () => tpp.getAccountList({ headers: { 'Consent-ID': consentId } });
  const refused = await recorder.call('getAccountList', read, (result) =>
    result.status === 401 && result.type === 'application/json' ? codesOf(result.body.tppMessages) : '',
  );
  if (refused.status !== 401) throw new JourneyError('The bank answers to a consent that has ended.');
}
