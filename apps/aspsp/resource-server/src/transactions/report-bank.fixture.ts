import type { AccountAccess } from '@openxs2a/consent';
import type { CoreBanking } from '@openxs2a/core-banking';
import { createXs2aApp, type Refused } from '@openxs2a/edge';
import { createTestBank, createTestProof, type TestBank } from '@openxs2a/edge/testing';
import { parseProfile } from '@openxs2a/profile';
import { CARD, type GivenConsent, giveConsent, nameOf, type TestConsent } from '../bank.fixture.ts';
import { createResourceServer } from '../create-resource-server.ts';
import type { ResourceServerDeps } from '../deps.ts';

export { CARD, COLLECTION as CURRENCIES, HOUSEHOLD, PSU_PRESENT, SAVINGS } from '../bank.fixture.ts';

/** More accounts of the demo bank that the tests of reports read, by its own ids. */
export const TWO_YEARS = 'demo-account-201';
export const THOUSANDS = 'demo-account-401';
export const CORPORATE = 'demo-account-601';
export const STANDING_ORDERS = 'demo-account-901';

type Headers = Readonly<Record<string, string>>;

/** What the bank does under a profile. */
export interface ReportServer {
  readonly bank: TestBank;
  /** The newest last. */
  readonly refusals: readonly Refused[];
  /** What became a 500. */
  readonly errors: readonly unknown[];
  get(target: string, headers?: Headers): Promise<ReportAnswer>;
}

export interface ReportAnswer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests say what they expect of it
  readonly body: any;
  /** Status and code, as rules have them: `200`, `400 FORMAT_ERROR`. */
  readonly outcome: string;
}

/** The demo bank with entries of an account of thousands; loading it takes a while, so that tests of a file share it. */
export function openReportBank(): Promise<TestBank> {
  return createTestBank({ profile: parseProfile({ accounts: { multiCurrency: 'both' } }), parts: () => [] });
}

/** A server over that bank, under a profile as a bank would write it, with other methods of core banking where given. */
export async function serve(
  bank: TestBank,
  profile: unknown = {},
  more: Partial<CoreBanking> = {},
  linkKey = new Uint8Array(32).fill(7),
): Promise<ReportServer> {
  const deps: ResourceServerDeps = {
    ...bank,
    core: { ...bank.core, ...more },
    profile: parseProfile(profile),
    linkKey,
  };
  const refusals: Refused[] = [];
  const errors: unknown[] = [];
  const app = createXs2aApp({
    ...bank,
    profile: deps.profile,
    proof: createTestProof(),
    validateResponses: true,
    parts: [await createResourceServer(deps)],
    observe: { onRefusal: (refused) => void refusals.push(refused), onError: (error) => void errors.push(error) },
  });
  return {
    bank,
    refusals,
    errors,
    async get(target, headers = {}) {
      const sent = { 'x-request-id': bank.random.uuid(), ...headers };
      const response = await app.fetch(new Request(`https://bank.example${target}`, { headers: sent }), {});
      return readAnswer(response);
    },
  };
}

async function readAnswer(response: Response): Promise<ReportAnswer> {
  const text = await response.text();
  const type = (response.headers.get('content-type') ?? '').split(';')[0] ?? '';
  const body = type.endsWith('json') ? JSON.parse(text) : undefined;
  const code = body?.tppMessages?.[0]?.code;
  const outcome = code === undefined ? String(response.status) : `${response.status} ${code}`;
  return { status: response.status, type, text, body, outcome };
}

export type Rights = readonly ('balances' | 'transactions' | 'ownerName')[];

/** A TPP with a consent to accounts of a demo PSU. */
export interface Reader extends TestConsent {
  /** By the server, with the headers of the consent. */
  read(server: ReportServer, target: string, headers?: Headers): Promise<ReportAnswer>;
  /** The path of the account's transactions, with a query. */
  path(accountId: string, query?: string): string;
}

export async function createReader(
  bank: TestBank,
  accountIds: readonly string[],
  { rights = ['balances', 'transactions'], ...given }: GivenConsent & { readonly rights?: Rights } = {},
): Promise<Reader> {
  const named = await Promise.all(accountIds.map((id) => nameOf(bank, id)));
  const open = (right: Rights[number]) => (rights.includes(right) ? named : undefined);
  const [balances, transactions, ownerName] = [open('balances'), open('transactions'), open('ownerName')];
  const access: AccountAccess = {
    ...(balances && { balances }),
    ...(transactions && { transactions }),
    ...(ownerName && { additionalInformation: { ownerName } }),
  };
  const consent = await giveConsent(bank, access, { frequencyPerDay: 4, ...given });
  const headers = { 'consent-id': consent.consentId, 'x-test-tpp': consent.tppId };
  return {
    ...consent,
    read: (server, target, more = {}) => server.get(target, { ...headers, ...more }),
    path: (accountId, query = 'bookingStatus=booked&dateFrom=2026-10-01') =>
      `/v1/${accountId === CARD ? 'card-accounts' : 'accounts'}/${consent.resource(accountId)}/transactions?${query}`,
  };
}

/** All pages of a report, by its links. */
export async function turnAll(reader: Reader, server: ReportServer, target: string, headers: Headers = {}) {
  const pages: ReportAnswer[] = [];
  for (let next: string | undefined = target; next !== undefined; ) {
    const page: ReportAnswer = await reader.read(server, next, headers);
    pages.push(page);
    next = linksOf(page).next?.href;
  }
  return pages;
}

export function linksOf({ body }: ReportAnswer): Readonly<Record<string, { readonly href: string } | undefined>> {
  return (body?.transactions ?? body?.cardTransactions)?._links ?? {};
}
