import {
  CONSENT_HEADERS,
  CONSENT_REQUEST,
  openTestBank,
  requestConsent,
  type TestBank,
  type TestTpp,
} from '@openxs2a/bank/testing';
import type { OperationDescriptor } from '@openxs2a/runtime';
import type { Schemas } from '@openxs2a/xs2a/types';

/** What a TPP has at the bank: a value of each parameter by which its resources are found. */
export type Ids = Readonly<Record<string, string>>;

const ROLES = ['PSP_AI', 'PSP_PI', 'PSP_IC'] as const;
const ALL = { ...CONSENT_REQUEST, access: { allPsd2: 'allAccounts' }, frequencyPerDay: 4 };
/** Of parameters that name no resource; there is one of each that the interface knows. */
const WORDS: Readonly<Record<string, string>> = {
  'payment-service': 'payments',
  'payment-product': 'sepa-credit-transfers',
  'party-verification-endpoint': 'payee-verifications',
  'bulk-party-verification-endpoint': 'bulk-payee-verifications',
};
const PERIOD = '?bookingStatus=booked&dateFrom=2026-10-01';
const NOBODYS = '5d5e5b6e-8f5c-4c55-9d0e-0f6f1c1f8f10';

/** A bank, and two TPPs that both hold every role, each with a PSU of its own; the first has something of everything there. */
export async function openTwoTpps() {
  const bank = await openTestBank({ profile: { signature: { requests: 'off' } }, demo: { entries: 20 } });
  const owner = await bank.tpp({ roles: ROLES });
  const other = await bank.tpp({ roles: ROLES });
  return { bank, owner, other, owned: await own(bank, owner, 'cards'), others: await own(bank, other, 'two-years') };
}

async function own(bank: TestBank, tpp: TestTpp, psuId: string): Promise<Ids> {
  const consentId = await requestConsent(tpp, ALL);
  await bank.authorise(consentId, psuId);
  const read = async <Body>(target: string): Promise<Body> => {
    const answer = await tpp.request('GET', target, { headers: { 'Consent-ID': consentId, ...CONSENT_HEADERS } });
    return JSON.parse(await answer.text()); // the bank checks its answers against the interface, whose types callers name
  };
  const { authorisationIds } = await read<Schemas['authorisations']>(`/v1/consents/${consentId}/authorisations`);
  const { accounts } = await read<Schemas['accountList']>('/v1/accounts');
  const { cardAccounts } = await read<Schemas['cardAccountList']>('/v1/card-accounts');
  const account = accounts[0]?.resourceId ?? '';
  const report = await read<Schemas['transactionsResponse-200_json']>(`/v1/accounts/${account}/transactions${PERIOD}`);
  const ids = {
    'Consent-ID': consentId,
    consentId,
    authorisationId: authorisationIds[0] ?? '',
    'account-id': account,
    'card account-id': cardAccounts[0]?.resourceId ?? NOBODYS,
    transactionId: report.transactions?.booked?.[0]?.transactionId ?? '',
  };
  const missing = Object.entries(ids).flatMap(([name, id]) => (id === '' ? [name] : []));
  if (missing.length > 0) throw new Error(`The scene has no ${missing.join(', ')}.`);
  return ids;
}

/** Made up, in the form of ours. */
export const MADE_UP: Ids = {
  'Consent-ID': NOBODYS,
  consentId: NOBODYS,
  authorisationId: NOBODYS,
  'account-id': NOBODYS,
  'card account-id': NOBODYS,
  transactionId: NOBODYS,
};

/** The parameters of an operation by which it finds what it is about. */
export function idsOf({ parameters, path }: OperationDescriptor): readonly string[] {
  const names = parameters
    .filter(({ name, in: place }) => (place === 'path' && WORDS[name] === undefined) || name === 'Consent-ID')
    .map(({ name }) => name);
  return names.map((name) =>
    name === 'account-id' && path.startsWith('/v1/card-accounts') ? 'card account-id' : name,
  );
}

/** A request of an operation about these, that nothing else is wrong with; and how it is answered. */
export async function ask(tpp: TestTpp, operation: OperationDescriptor, ids: Readonly<Record<string, string>>) {
  const { method, path, parameters } = operation;
  const isCard = path.startsWith('/v1/card-accounts');
  const target = path.replace(/\{([^}]*)\}/g, (_, name: string) => {
    return WORDS[name] ?? ids[isCard && name === 'account-id' ? 'card account-id' : name] ?? NOBODYS;
  });
  const query = parameters.some(({ name }) => name === 'bookingStatus') ? PERIOD : '';
  const needsConsent = parameters.some(({ name }) => name === 'Consent-ID');
  const consent = needsConsent ? { 'Consent-ID': ids['Consent-ID'] } : {};
  const answer = await tpp.request(method, target + query, {
    headers: { ...CONSENT_HEADERS, ...consent },
    ...(operation.body === undefined ? {} : { body: {} }),
  });
  const text = await answer.text();
  const [, code = ''] = /"code":"([A-Z_]+)"/.exec(text) ?? [];
  return { status: answer.status, outcome: `${answer.status} ${code}`.trim(), text };
}
