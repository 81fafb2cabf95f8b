import { isIP } from 'node:net';
import { type AuthorizationServer, createPasswordKeysApp, PASSWORD_KEYS_PATH } from '@openxs2a/authorization-server';
import { createPages, type PageAnswer } from '@openxs2a/authorization-server/pages';
import type { BankState } from '@openxs2a/edge/state';
import type { ConnectionReader, Incidents } from '@openxs2a/gateway';
import type { Metrics } from '@openxs2a/operations';
import type { BankProfile } from '@openxs2a/profile';
import { systemClock as clock, type FetchApp, type Log, systemRandom as random } from '@openxs2a/service';
import { BankError } from '../bank-error.ts';
import type { Config } from '../config.ts';
import type { ConfiguredTls } from '../renew/listener-tls.ts';
import type { Renewable } from '../renew/renewable.ts';
import type { ServedPages } from '../serve.ts';
import { openDemoDevice } from './demo-device.ts';
import type { BankOAuth } from './oauth.ts';
import { type Operator, openOperators, parseOperators } from './operators.ts';
import { openSharedKey } from './shared-key.ts';

export type PagesConfig = Pick<
  Config,
  | 'databaseUrl'
  | 'demo'
  | 'pagesUrl'
  | 'pagesHost'
  | 'pagesPort'
  | 'pagesTlsCertificate'
  | 'pagesTlsKey'
  | 'pagesKey'
  | 'operators'
>;

/** Where the pages are, and who of the bank may use them. */
export interface PagesPlace {
  readonly url: string;
  readonly isHttps: boolean;
  readonly operators: readonly Operator[];
}

/** Undefined where the bank has no pages. Throws BankError where they would not be safe, or could not be reached. */
export function findPagesPlace(config: PagesConfig): PagesPlace | undefined {
  const { pagesUrl, pagesTlsCertificate: cert, pagesTlsKey: key, operators } = config;
  if (pagesUrl === undefined) {
    if (operators !== undefined) throw refuse('OPERATORS have no pages without PAGES_URL');
    return undefined;
  }
  const url = URL.parse(pagesUrl);
  if (url?.origin !== pagesUrl)
    throw refuse('PAGES_URL is not an origin as browsers write it, such as https://login.bank.example');
  if (isIP(url.hostname.replace(/^\[|\]$/g, '')) !== 0)
    throw refuse(
      'PAGES_URL has an address in it, and passkeys and cookies need a name: http://bank.localhost:8444 is this machine',
    );
  return {
    url: pagesUrl,
    isHttps: findTls(url, cert, key) !== undefined,
    operators: operators === undefined ? [] : parseOperators(operators),
  };
}

/** Says so where PSUs would be redirected, and there is nowhere to. */
export function warnWithoutPages(place: PagesPlace | undefined, { sca }: BankProfile, log: Log): void {
  if (place !== undefined) return;
  if (sca.approaches.includes('REDIRECT')) log.warn('no redirect leads anywhere: PAGES_URL is missing');
  if (sca.oauth !== 'off') log.warn('nobody gets a token: PAGES_URL is missing');
}

function findTls({ protocol, hostname }: URL, cert: string | undefined, key: string | undefined) {
  if (protocol === 'https:') {
    if (cert === undefined || key === undefined)
      throw refuse('PAGES_URL is https, which needs PAGES_TLS_CERTIFICATE and PAGES_TLS_KEY');
    return { cert, key };
  }
  if (hostname !== 'localhost' && !hostname.endsWith('.localhost'))
    throw refuse('PAGES_URL has to be https: plain http is for localhost and names below it');
  if (cert !== undefined || key !== undefined)
    throw refuse('PAGES_TLS_CERTIFICATE and PAGES_TLS_KEY count for nothing while PAGES_URL is http');
  return undefined;
}

/** Of pages that are https. */
const PAGES_TLS: ConfiguredTls<PagesConfig> = {
  keys: ['pagesTlsCertificate', 'pagesTlsKey'],
  of({ pagesUrl = '', pagesTlsCertificate: cert, pagesTlsKey: key }) {
    const tls = findTls(new URL(pagesUrl), cert, key);
    if (tls === undefined) throw refuse('PAGES_URL was https when the pages began to listen');
    return tls;
  },
};

export interface PagesSetting {
  readonly config: PagesConfig;
  readonly place: PagesPlace;
  readonly state: BankState;
  readonly profile: BankProfile;
  readonly authorizationServer: Pick<AuthorizationServer, 'road' | 'passwordKeys'>;
  readonly incidents: Incidents;
  readonly oauth?: Pick<BankOAuth, 'pages'> | undefined;
  readonly log: Log;
  readonly metrics: Pick<Metrics, 'page' | 'fault'>;
  /** Says where browsers are, behind a proxy too. By default the other end of the connection. */
  readonly connection?: ConnectionReader;
}

export interface OpenPages extends ServedPages<PagesConfig> {
  readonly renewables: readonly Renewable<PagesConfig>[];
}

/** The bank's pages as its configuration has them, ready for a listener. */
export async function openPages(setting: PagesSetting): Promise<OpenPages> {
  const { config, place, state, profile, authorizationServer, log, connection } = setting;
  const { road, passwordKeys } = authorizationServer;
  const { url, isHttps, operators } = place;
  const open = operators.length === 0 ? undefined : await openOperators(operators, setting);
  const key = await openSharedKey('PAGES_KEY', config.pagesKey, { ...config, ...state, random });
  const app = await createPages({
    ...state,
    road,
    profile,
    clock,
    random,
    secret: Buffer.from(key).toString('base64url'),
    isHttps,
    logger: log,
    onAnswer: (answer) => countPage(setting.metrics, answer),
    operator: open?.operator,
    oauth: setting.oauth?.pages,
    ...(config.demo ? { demoDevice: openDemoDevice(state) } : {}),
    ...(connection && { addressOf: ({ env, req }) => connection.addressOf({ env, headers: req.raw.headers }) }),
  });
  const address = { host: config.pagesHost, port: config.pagesPort };
  const keys = createPasswordKeysApp(passwordKeys);
  const isForKeys = (request: Request) => new URL(request.url).pathname === PASSWORD_KEYS_PATH;
  const fetch: FetchApp = (request, env) => (isForKeys(request) ? keys : app).fetch(request, env);
  const renewables = open === undefined ? [] : [open.renewable];
  return { fetch, url, address, renewables, ...(isHttps && { tls: PAGES_TLS }) };
}

function countPage(metrics: PagesSetting['metrics'], { route = 'none', status, milliseconds }: PageAnswer): void {
  metrics.page(route, status, milliseconds / 1_000);
  if (status === 500) metrics.fault();
}

const refuse = (problem: string) => new BankError('ERR_BANK_PAGES', `${problem}.`);
