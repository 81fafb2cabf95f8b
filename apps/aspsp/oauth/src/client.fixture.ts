import { createHash } from 'node:crypto';
import {
  certificateOf,
  ISSUER,
  type OAuthBank,
  PROOF,
  PSU,
  REDIRECT_URI,
  SCOPE,
  TPP,
  XS2A_URL,
} from './bank.fixture.ts';
import type { Caller } from './oauth.ts';

export const VERIFIER = 'a-verifier-of-forty-three-characters-or-more-0';
export const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');
export const STATE = 'state-of-the-browser';

/** The parameters of an authorisation request; undefined leaves one out. */
export function requestOf(change: Record<string, string | undefined> = {}): Record<string, string> {
  const whole: Record<string, string | undefined> = {
    client_id: TPP,
    response_type: 'code',
    scope: SCOPE,
    state: STATE,
    redirect_uri: REDIRECT_URI,
    code_challenge: CHALLENGE,
    code_challenge_method: 'S256',
    ...change,
  };
  return Object.fromEntries(
    Object.entries(whole).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

export interface MachineAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

/** A call of a client, as its certificate proves it. */
export async function callMachine(
  { oauth }: Pick<OAuthBank, 'oauth'>,
  path: string,
  form: Record<string, string> | string,
  caller: Caller = certificateOf(TPP),
  headers: Record<string, string> = {},
): Promise<MachineAnswer> {
  const body = typeof form === 'string' ? form : new URLSearchParams(form).toString();
  const request = new Request(`${XS2A_URL}${path}`, {
    method: 'POST',
    body,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'X-Caller': JSON.stringify(caller), ...headers },
  });
  const response = await oauth.machines(request, {} as never);
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? {} : JSON.parse(text) };
}

/** A browser: it keeps cookies by their path, and goes where it is sent. */
export interface Browser {
  get(address: string): Promise<Response>;
  /** Goes on until somebody else is to answer than OAuth; gives that address, or the answer that sends nowhere. */
  follow(address: string): Promise<{ readonly location: string } | { readonly page: string; readonly status: number }>;
  readonly cookies: readonly string[];
}

/** With several nodes, each of its requests goes to the next of them. */
export function openBrowser(...nodes: readonly OAuthBank[]): Browser {
  const { issuer = ISSUER } = nodes[0] ?? {};
  let requests = 0;
  const jar = new Map<string, { path: string; pair: string }>();
  const get = async (address: string): Promise<Response> => {
    const url = new URL(address, issuer);
    const mine = [...jar.values()].filter(({ path }) => url.pathname === path || url.pathname.startsWith(`${path}/`));
    const cookie = mine.map(({ pair }) => pair).join('; ');
    const request = new Request(url, { headers: cookie === '' ? {} : { cookie } });
    const node = nodes[requests++ % nodes.length];
    if (node === undefined) throw new TypeError('A browser needs a bank.');
    const response = await node.oauth.people(request, {} as never);
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split('; ');
      const path = attributes.find((each) => each.startsWith('path='))?.slice(5) ?? '/';
      jar.set(`${pair.split('=')[0]} ${path}`, { path, pair });
    }
    return response;
  };
  return {
    get,
    async follow(address) {
      let next = new URL(address, issuer);
      for (;;) {
        const response = await get(next.href);
        const location = response.headers.get('location');
        if (location === null) return { page: await response.text(), status: response.status };
        next = new URL(location, issuer);
        if (next.origin !== issuer || !next.pathname.startsWith('/oauth/')) return { location: next.href };
      }
    },
    get cookies() {
      return [...jar.keys()];
    },
  };
}

export const authorizePath = (parameters: Record<string, string>): string =>
  `/oauth/authorize?${new URLSearchParams(parameters)}`;

/** Pushes a request, and gives what the browser is to ask for. */
export async function push(bank: OAuthBank, change: Record<string, string | undefined> = {}, caller?: Caller) {
  const { body } = await callMachine(bank, '/oauth/par', requestOf(change), caller);
  return { client_id: change['client_id'] ?? TPP, request_uri: String(body['request_uri']) };
}

/** The PSU authorises on the page to which the browser was sent, and goes back. */
export async function authorise(bank: OAuthBank, browser: Browser, parameters: Record<string, string>, scope = SCOPE) {
  await browser.follow(authorizePath(parameters));
  const resource = bank.resources.get(scope);
  if (resource?.way === undefined) throw new Error('The browser was not sent to the page.');
  resource.stand = { is: 'authorised', psuId: PSU };
  return browser.follow(`${resource.way.returnTo}?proof=${PROOF}`);
}

/** What the client finds in the address to which the browser came back. */
export function answerIn(end: Awaited<ReturnType<Browser['follow']>>): URLSearchParams {
  if (!('location' in end)) throw new Error(`The browser was sent nowhere: ${end.status} ${end.page}`);
  return new URL(end.location).searchParams;
}

export async function getCode(bank: OAuthBank, change: Record<string, string | undefined> = {}): Promise<string> {
  const scope = change['scope']?.split(' ').find((part) => part !== 'offline_access');
  const end = await authorise(bank, openBrowser(bank), await push(bank, change), scope);
  const code = answerIn(end).get('code');
  if (code === null) throw new Error(`There is no code: ${answerIn(end)}`);
  return code;
}

export const tokenForm = (code: string, change: Record<string, string> = {}): Record<string, string> => ({
  grant_type: 'authorization_code',
  client_id: TPP,
  code,
  redirect_uri: REDIRECT_URI,
  code_verifier: VERIFIER,
  ...change,
});

export const refreshForm = (refreshToken: unknown, change: Record<string, string> = {}): Record<string, string> => ({
  grant_type: 'refresh_token',
  client_id: TPP,
  refresh_token: String(refreshToken),
  ...change,
});

export interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
}

/** What a resource server would say of a token. */
export async function readToken(
  { tokens }: OAuthBank,
  token: unknown,
  { tppId, qwac } = certificateOf(TPP),
): Promise<string> {
  const verdict = await tokens.read(String(token), { tppId, fingerprint: qwac.fingerprint });
  return verdict.accepted ? 'accepted' : verdict.reason;
}

export const askToken = (bank: OAuthBank, form: Record<string, string>, caller?: Caller): Promise<MachineAnswer> =>
  callMachine(bank, '/oauth/token', form, caller);

/** The whole way to tokens of a consent that is there. */
export async function getTokens(bank: OAuthBank, caller?: Caller): Promise<Tokens> {
  const { status, body } = await callMachine(bank, '/oauth/token', tokenForm(await getCode(bank)), caller);
  if (status !== 200) throw new Error(`There are no tokens: ${JSON.stringify(body)}`);
  return { access_token: String(body['access_token']), refresh_token: String(body['refresh_token']) };
}
