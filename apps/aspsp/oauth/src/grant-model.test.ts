import { openDatabase } from '@openxs2a/store';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addConsent,
  certificateOf,
  type FakeResource,
  type OAuthBank,
  OTHER_TPP,
  openBank,
  TPP,
} from './bank.fixture.ts';
import { askToken, callMachine, getCode, readToken, refreshForm, tokenForm } from './client.fixture.ts';
import { readScope } from './scope.ts';
import { openTokenState } from './token-state.ts';

/** What is true of one grant, however it came to be. Times in seconds. */
interface Grant {
  isAlive: boolean;
  codeUntil: number;
  isCodeUsed: boolean;
  /** In the order in which they were issued. */
  readonly refreshTokens: { isUsed: boolean }[];
  readonly accessTokens: { readonly until: number; readonly certificate: string }[];
}

interface Model {
  now: number;
  readonly grants: Grant[];
}

/** The values that the bank gave out for it, in the same places. */
interface Real {
  readonly bank: OAuthBank;
  readonly isRotating: boolean;
  readonly grants: {
    readonly scope: string;
    readonly consent: FakeResource;
    readonly code: string;
    readonly refreshTokens: string[];
    readonly accessTokens: string[];
  }[];
}

type Command = fc.AsyncCommand<Model, Real>;

const HOUR = 3_600;

/** One of so many, whatever number was drawn. */
const pick = <Item>(items: readonly Item[], drawn: number): Item => {
  const item = items[drawn % items.length];
  if (item === undefined) throw new TypeError('There is nothing to pick.');
  return item;
};

/** Every access token opens what it should, and nothing else does. */
async function compare({ now, grants }: Model, real: Real): Promise<void> {
  for (const [index, { isAlive, accessTokens }] of grants.entries()) {
    const tokens = pick(real.grants, index).accessTokens;
    expect(tokens).toHaveLength(accessTokens.length);
    for (const [place, { until, certificate }] of accessTokens.entries()) {
      const whole = isAlive ? (until > now ? 'accepted' : 'expired') : 'unknown';
      const token = pick(tokens, place);
      expect(await readToken(real.bank, token, certificateOf(TPP, certificate))).toBe(whole);
      expect(await readToken(real.bank, token, certificateOf(TPP, 'stolen'))).toBe(
        isAlive ? 'other-certificate' : 'unknown',
      );
      expect(await readToken(real.bank, token, certificateOf(OTHER_TPP, certificate))).toBe('unknown');
    }
  }
}

/** A command on one of the grants that there are. */
const onGrant = (
  name: string,
  drawn: number,
  run: (model: Model, grant: Grant, real: Real, place: Real['grants'][number]) => Promise<void>,
  mayRun: (grant: Grant) => boolean = () => true,
): Command => ({
  check: ({ grants }) => grants.length > 0 && mayRun(pick(grants, drawn)),
  async run(model, real) {
    await run(model, pick(model.grants, drawn), real, pick(real.grants, drawn));
    await compare(model, real);
  },
  toString: () => `${name}(${drawn})`,
});

const authorise: Command = {
  check: ({ grants }) => grants.length < 3,
  async run({ now, grants }, real) {
    const scope = `AIS:c${grants.length}`;
    const consent = addConsent(real.bank, { scope });
    const code = await getCode(real.bank, { scope });
    real.grants.push({ scope, consent, code, refreshTokens: [], accessTokens: [] });
    grants.push({ isAlive: true, codeUntil: now + 60, isCodeUsed: false, refreshTokens: [], accessTokens: [] });
  },
  toString: () => 'authorise()',
};

const useCode = (drawn: number, certificate: string) =>
  onGrant(`useCode ${certificate}`, drawn, async (model, grant, { bank }, place) => {
    const { status, body } = await askToken(bank, tokenForm(place.code), certificateOf(TPP, certificate));
    const isOpen = grant.isAlive && grant.codeUntil > model.now;
    expect(status).toBe(isOpen && !grant.isCodeUsed ? 200 : 400);
    if (isOpen && grant.isCodeUsed) grant.isAlive = false;
    if (status !== 200) return;
    grant.isCodeUsed = true;
    grant.accessTokens.push({ until: model.now + HOUR, certificate });
    grant.refreshTokens.push({ isUsed: false });
    place.accessTokens.push(String(body['access_token']));
    place.refreshTokens.push(String(body['refresh_token']));
  });

const refresh = (drawn: number, which: number, certificate: string) =>
  onGrant(
    `refresh ${which} ${certificate}`,
    drawn,
    async (model, grant, { bank, isRotating }, place) => {
      const token = pick(grant.refreshTokens, which);
      const form = refreshForm(pick(place.refreshTokens, which));
      const { status, body } = await askToken(bank, form, certificateOf(TPP, certificate));
      expect(status).toBe(grant.isAlive && !token.isUsed ? 200 : 400);
      if (grant.isAlive && token.isUsed) grant.isAlive = false;
      if (status !== 200) return;
      grant.accessTokens.push({ until: model.now + HOUR, certificate });
      place.accessTokens.push(String(body['access_token']));
      if (!isRotating) return;
      token.isUsed = true;
      grant.refreshTokens.push({ isUsed: false });
      place.refreshTokens.push(String(body['refresh_token']));
    },
    ({ refreshTokens }) => refreshTokens.length > 0,
  );

const steal = (drawn: number) =>
  onGrant('steal', drawn, async (_model, _grant, { bank }, { code, refreshTokens }) => {
    const thief = certificateOf(OTHER_TPP);
    for (const form of [tokenForm(code), ...refreshTokens.map((token) => refreshForm(token))])
      for (const client_id of [TPP, OTHER_TPP])
        expect([400, 401]).toContain((await askToken(bank, { ...form, client_id }, thief)).status);
  });

/** An access token past its time is none any more, and so revokes nothing. */
const revoke = (drawn: number, which: number) =>
  onGrant(
    `revoke ${which}`,
    drawn,
    async ({ now }, grant, { bank }, place) => {
      const form = { client_id: TPP, token: pick(place.accessTokens, which) };
      expect((await callMachine(bank, '/oauth/revocation', form)).status).toBe(200);
      if (pick(grant.accessTokens, which).until > now) grant.isAlive = false;
    },
    ({ accessTokens }) => accessTokens.length > 0,
  );

const endResource = (drawn: number) =>
  onGrant('endResource', drawn, async (_model, grant, { bank }, { scope, consent }) => {
    const ended = readScope(scope);
    if (ended === undefined) throw new TypeError(`${scope} is no scope.`);
    const { revoke: end } = await openTokenState(bank);
    await bank.database.transaction((trx) => end(trx, ended));
    consent.isAlive = false;
    grant.isAlive = false;
  });

const wait = (seconds: number): Command => ({
  check: () => true,
  async run(model, real) {
    real.bank.clock.advance(seconds);
    model.now += seconds;
    await compare(model, real);
  },
  toString: () => `wait(${seconds})`,
});

const drawn = fc.nat({ max: 5 });
const certificate = fc.constantFrom('first', 'renewed');
const commands = fc.commands(
  [
    fc.constant(authorise),
    fc.tuple(drawn, certificate).map(([index, name]) => useCode(index, name)),
    fc.tuple(drawn, drawn, certificate).map(([index, which, name]) => refresh(index, which, name)),
    drawn.map(steal),
    fc.tuple(drawn, drawn).map(([index, which]) => revoke(index, which)),
    drawn.map(endResource),
    fc.constantFrom(1, 59, 60, HOUR - 60, HOUR).map(wait),
  ],
  { maxCommands: 25, size: 'max' },
);

test.each(['xs2a', 'fapi2'] as const)(
  'whatever happens in whatever order, tokens open what the model says: %s',
  async (profile) => {
    await fc.assert(
      fc.asyncProperty(commands, async (steps) => {
        const bank = await openBank(await openDatabase(':memory:'), { profile });
        const real: Real = { bank, isRotating: profile === 'xs2a', grants: [] };
        await fc.asyncModelRun(() => ({ model: { now: 0, grants: [] }, real }), steps);
        expect(bank.lines.filter(({ event }) => event === 'oauth failed')).toEqual([]);
      }),
      { numRuns: 30 },
    );
  },
);
