import { sql } from '@openxs2a/store';
import { forEachDatabase } from '@openxs2a/store/testing';
import { expect, test } from 'vitest';
import {
  addConsent,
  CONSENT,
  certificateOf,
  type OAuthBank,
  OTHER_TPP,
  openBank,
  PSU,
  readLog,
  SCOPE,
  TPP,
} from './bank.fixture.ts';
import {
  answerIn,
  askToken,
  authorise,
  authorizePath,
  callMachine,
  getCode,
  getTokens,
  openBrowser,
  push,
  readToken,
  refreshForm,
  tokenForm,
} from './client.fixture.ts';
import { readScope, type Scope } from './scope.ts';
import { openTokenState } from './token-state.ts';

/** Each entry in a line: who did what to what, and why. */
const tell = async (bank: OAuthBank) =>
  (await readLog(bank)).map(({ kind, actor, subject, body }) => {
    const { grantType, result } = Object(body);
    return [kind, actor, subject, grantType ?? result].filter((each) => each !== undefined).join(' ');
  });

const scopeOf = (text: string): Scope => {
  const scope = readScope(text);
  if (scope === undefined) throw new Error(`${text} is no scope.`);
  return scope;
};

const revoke = async (bank: OAuthBank, token: unknown, caller = certificateOf(TPP)) =>
  callMachine(bank, '/oauth/revocation', { client_id: caller.tppId, token: String(token) }, caller);

forEachDatabase((_name, open) => {
  const openWithConsent = async () => {
    const bank = await openBank(await open());
    return { bank, consent: addConsent(bank) };
  };

  test('SEC-API-008: a code is good once, and what was got for it ends when it comes again', async () => {
    const { bank } = await openWithConsent();
    const code = await getCode(bank);
    const { body } = await askToken(bank, tokenForm(code));
    expect((await askToken(bank, tokenForm(code))).body).toMatchObject({ error: 'invalid_grant' });
    expect(await readToken(bank, body['access_token'])).toBe('unknown');
    expect((await askToken(bank, refreshForm(body['refresh_token']))).body).toMatchObject({ error: 'invalid_grant' });
  });

  test('of two who come with a code at once, at most one gets a token, and it opens nothing', async () => {
    const { bank } = await openWithConsent();
    const code = await getCode(bank);
    const answers = await Promise.all([1, 2, 3].map(() => askToken(bank, tokenForm(code))));
    const got = answers.filter(({ status }) => status === 200);
    expect(got.length).toBeLessThanOrEqual(1);
    for (const { body } of got) expect(await readToken(bank, body['access_token'])).toBe('unknown');
    for (const { status } of answers) expect([200, 400]).toContain(status);
  });

  test('N-SCA-OAU-104: a refresh token that was used up and comes again ends the whole grant', async () => {
    const { bank } = await openWithConsent();
    const { refresh_token } = await getTokens(bank);
    const { body: newer } = await askToken(bank, refreshForm(refresh_token));
    expect(newer['refresh_token']).not.toBe(refresh_token);
    expect((await askToken(bank, refreshForm(refresh_token))).body).toMatchObject({ error: 'invalid_grant' });
    expect((await askToken(bank, refreshForm(newer['refresh_token']))).body).toMatchObject({ error: 'invalid_grant' });
    expect(await readToken(bank, newer['access_token'])).toBe('unknown');
  });

  test('N-SCA-OAU-104: so it is where it comes twice at once', async () => {
    const { bank } = await openWithConsent();
    const { refresh_token } = await getTokens(bank);
    const answers = await Promise.all([1, 2].map(() => askToken(bank, refreshForm(refresh_token))));
    for (const { status, body } of answers) {
      expect([200, 400]).toContain(status);
      if (status === 200) expect(await readToken(bank, body['access_token'])).toBe('unknown');
    }
  });

  test.each(['access_token', 'refresh_token'] as const)(
    'a client revokes its %s, and all of the grant ends',
    async (name) => {
      const { bank } = await openWithConsent();
      const tokens = await getTokens(bank);
      const { status, body } = await revoke(bank, tokens[name]);
      expect({ status, body }).toEqual({ status: 200, body: {} });
      expect(await readToken(bank, tokens.access_token)).toBe('unknown');
      expect((await askToken(bank, refreshForm(tokens.refresh_token))).body).toMatchObject({ error: 'invalid_grant' });
      expect((await tell(bank)).at(-1)).toBe(`oauth-grant-ended ${TPP} ${CONSENT} revoked-by-client`);
      expect((await revoke(bank, tokens[name])).status).toBe(200);
    },
  );

  test('N-SCA-OAU-106: of two browsers that come with a request_uri at once, one gets on', async () => {
    const { bank } = await openWithConsent();
    const path = authorizePath(await push(bank));
    const ends = await Promise.all([openBrowser(bank).follow(path), openBrowser(bank).follow(path)]);
    expect(ends.filter((end) => 'location' in end)).toHaveLength(1);
  });

  test('a client revokes no token of another, and is not told that there is one', async () => {
    const { bank } = await openWithConsent();
    const { access_token, refresh_token } = await getTokens(bank);
    for (const token of [access_token, refresh_token, 'none'])
      expect(await revoke(bank, token, certificateOf(OTHER_TPP))).toMatchObject({ status: 200, body: {} });
    expect(await readToken(bank, access_token)).toBe('accepted');
  });

  test('with its resource everything ends that was granted for it, codes among it', async () => {
    const { bank } = await openWithConsent();
    const { access_token, refresh_token } = await getTokens(bank);
    addConsent(bank);
    const code = await getCode(bank);
    const { revoke: end } = await openTokenState(bank);
    await bank.database.transaction((trx) => end(trx, scopeOf(SCOPE)));
    expect(await readToken(bank, access_token)).toBe('unknown');
    for (const form of [refreshForm(refresh_token), tokenForm(code)])
      expect((await askToken(bank, form)).body).toMatchObject({ error: 'invalid_grant' });
    expect(await bank.database.all(sql`SELECT kind FROM oauth_entry WHERE grant_id IS NOT NULL`)).toEqual([]);
    expect(await bank.tokens.isNeeded(scopeOf(SCOPE))).toBe(false);
    const ended = `oauth-grant-ended ${CONSENT} resource-ended`;
    expect((await tell(bank)).slice(-2)).toEqual([ended, ended]);
  });

  test('what ends a resource in a transaction that fails has ended nothing', async () => {
    const { bank } = await openWithConsent();
    const { access_token } = await getTokens(bank);
    const { revoke: end } = await openTokenState(bank);
    const failing = bank.database.transaction(async (trx) => {
      await end(trx, scopeOf(SCOPE));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await readToken(bank, access_token)).toBe('accepted');
  });

  test('a token that is issued while its resource ends opens nothing', async () => {
    const { bank } = await openWithConsent();
    const code = await getCode(bank);
    const { revoke: end } = await openTokenState(bank);
    const [answer] = await Promise.all([
      askToken(bank, tokenForm(code)),
      bank.database.transaction((trx) => end(trx, scopeOf(SCOPE))),
    ]);
    expect([200, 400]).toContain(answer.status);
    expect(await readToken(bank, answer.body['access_token'])).toBe('unknown');
  });

  test('AIS-ACC-017: from its first grant on a resource needs a token, whether there is one or not', async () => {
    const { bank } = await openWithConsent();
    const scope = scopeOf(SCOPE);
    expect(await bank.tokens.isNeeded(scope)).toBe(false);
    await getCode(bank);
    expect(await bank.tokens.isNeeded(scope)).toBe(true);
    expect(await bank.tokens.isNeeded(scopeOf('AIS:c2'))).toBe(false);
  });

  test('AIS-ACC-017: or from the moment on in which it was authorised', async () => {
    const { bank } = await openWithConsent();
    const { requireTokens } = await openTokenState(bank);
    for (const _time of [1, 2]) await bank.database.transaction((trx) => requireTokens(trx, scopeOf(SCOPE)));
    expect(await bank.tokens.isNeeded(scopeOf(SCOPE))).toBe(true);
  });

  test('what was granted, issued, refreshed and replayed is in the log of the bank, and no token is', async () => {
    const { bank, consent } = await openWithConsent();
    const code = await getCode(bank);
    const { body: first } = await askToken(bank, tokenForm(code));
    const { body: second } = await askToken(bank, refreshForm(first['refresh_token']));
    await askToken(bank, refreshForm(first['refresh_token']));
    expect(await tell(bank)).toEqual([
      `oauth-granted ${PSU} ${CONSENT}`,
      `oauth-token-issued ${TPP} ${CONSENT} authorization_code`,
      `oauth-token-issued ${TPP} ${CONSENT} refresh_token`,
      `oauth-grant-ended ${TPP} ${CONSENT} refresh-token-replayed`,
    ]);
    const text = JSON.stringify(await readLog(bank));
    expect(text).toContain(consent.authorisationId);
    for (const secret of [code, ...tokensIn(first), ...tokensIn(second)]) expect(text).not.toContain(secret);
  });

  test('nothing in the database opens anything', async () => {
    const { bank } = await openWithConsent();
    const { access_token, refresh_token } = await getTokens(bank);
    addConsent(bank);
    const code = await getCode(bank);
    addConsent(bank);
    const pushed = await push(bank);
    const waiting = await push(bank);
    await openBrowser(bank).follow(authorizePath(waiting));
    const interaction = new URL(bank.resources.get(SCOPE)?.way?.returnTo ?? '').pathname.split('/').at(-2);
    const rows = await bank.database.all(
      sql`SELECT entry_digest, kind, grant_id, thumbprint, payload FROM oauth_entry`,
    );
    const kinds = new Set(rows.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual([
      'AccessToken',
      'AuthorizationCode',
      'Interaction',
      'PushedAuthorizationRequest',
      'RefreshToken',
    ]);
    const stored = rows
      .flatMap((row) => Object.values(row))
      .map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value)))
      .join('\n');
    const values = [access_token, refresh_token, code, interaction, pushed.request_uri.split(':').at(-1)];
    for (const secret of [...values, 'state-of-the-browser', PSU]) expect(stored).not.toContain(secret);
  });

  test('what is moved to another place in the database does not open there', async () => {
    const { bank } = await openWithConsent();
    const { refresh_token } = await getTokens(bank);
    addConsent(bank);
    const { refresh_token: other } = await getTokens(bank);
    await bank.database.run(sql`UPDATE oauth_entry SET payload = (SELECT min(payload) FROM oauth_entry WHERE kind = 'RefreshToken')
      WHERE kind = 'RefreshToken'`);
    const answers = [];
    for (const token of [refresh_token, other]) answers.push((await askToken(bank, refreshForm(token))).status);
    expect(answers.sort()).toEqual([200, 400]);
  });

  test('any node serves: each step of a flow by another one', async () => {
    const database = await open();
    const one = await openBank(database);
    const { clock, resources } = one;
    const two = await openBank(database, { node: 'two', clock, resources });
    addConsent(one);
    const end = await authorise(one, openBrowser(two, one), await push(one));
    const { body } = await askToken(two, tokenForm(answerIn(end).get('code') ?? ''));
    expect(await readToken(one, body['access_token'])).toBe('accepted');
    expect((await askToken(one, refreshForm(body['refresh_token']))).status).toBe(200);
  });

  test('what is over is removed a day later, and nothing else', async () => {
    const { bank, consent } = await openWithConsent();
    consent.until = new Date(bank.clock().getTime() + 3_600_000);
    const { access_token } = await getTokens(bank);
    addConsent(bank);
    await openBrowser(bank).follow(authorizePath(await push(bank)));
    await push(bank);
    expect(await bank.oauth.purge()).toBe(0);
    bank.clock.advance(60);
    expect(await bank.oauth.purge()).toBe(1);
    bank.clock.advance(3_540);
    expect(await bank.oauth.purge()).toBe(1);
    bank.clock.advance(24 * 3_600 - 1);
    await bank.oauth.purge();
    expect(await readToken(bank, access_token)).toBe('expired');
    bank.clock.advance(1);
    expect(await bank.oauth.purge()).toBeGreaterThan(0);
    expect(await readToken(bank, access_token)).toBe('unknown');
    const left = await bank.database.first<{ n: number }>(sql`SELECT
      (SELECT CAST(count(*) AS BIGINT) FROM oauth_entry) + (SELECT CAST(count(*) AS BIGINT) FROM oauth_grant) AS n`);
    expect(left).toEqual({ n: 0 });
  });
});

const tokensIn = (body: Record<string, unknown>): string[] => [
  String(body['access_token']),
  String(body['refresh_token']),
];
