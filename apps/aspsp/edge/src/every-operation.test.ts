import { BANK_PROFILE, parseProfile } from '@openxs2a/profile';
import { validators } from '@openxs2a/xs2a/validators';
import { expect, test } from 'vitest';
import { headersOf, OPERATIONS, REASONS } from './call.fixture.ts';
import type { WireChoices } from './choices.ts';
import { createRenderError } from './render-error.ts';
import { serviceOf } from './service.ts';
import { toWireChoices } from './to-wire-choices.ts';

/** Whose answers are all of the interface: the spelling of the guidelines is only that of verification of party. */
const DECLARED: WireChoices = toWireChoices(parseProfile({}));
const PROBLEMS = [
  { place: 'body', pointer: '/access/accounts/0/iban', rule: 'pattern', message: '"iban" must match the pattern.' },
  { place: 'header', pointer: '/X-Request-ID', rule: 'required', message: '"X-Request-ID" is required.' },
] as const;

test.each(['application/json', 'application/problem+json'])(
  'ERR-COD-001 ERR-COD-002 ERR-COD-003 ERR-COD-004 ERR-COD-005 ERR-COD-006 ERR-COD-007 ERR-COD-008 every refusal at every operation is an answer that the operation declares, as %s',
  (accept) => {
    const render = createRenderError(DECLARED);
    const undeclared = new Set<string>();
    let checked = 0;
    for (const operation of OPERATIONS) {
      for (const reason of REASONS) {
        for (const problems of [[], PROBLEMS]) {
          const reply = render({ reason, problems, pointer: '/access' }, { operation, headers: headersOf(accept) });
          const declared = operation.responses.find(({ status }) => status === String(reply.status));
          if (declared === undefined) {
            undeclared.add(`${serviceOf(operation)} ${reply.status}`);
            continue;
          }
          const { status, type, body, headers = {} } = reply;
          const answer = { status, headers, body, ...(type === undefined ? {} : { type }) };
          expect(validators.response(operation.id, answer), `${operation.id} ${reason}`).toEqual([]);
          expect(body === undefined, `${operation.id} ${reason}`).toBe(declared.content === undefined);
          checked += 1;
        }
      }
    }
    expect(checked).toBeGreaterThan(10_000);
    // the interface declares no 413 at all, and no 429 where parties are verified
    expect([...undeclared].sort()).toEqual(['AIS 413', 'PIIS 413', 'PIS 413', 'SBS 413', 'VOP 413', 'VOP 429']);
  },
);

const SWITCHES = Object.entries(BANK_PROFILE.properties.errors.properties).flatMap(([key, schema]) =>
  schema.enum.map((value) => ({ key, value })),
);
/** What the guidelines and peers answer without the interface. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'consentExpired 403': '403 CONSENT_EXPIRED',
};

test.each(SWITCHES)(
  'with errors.$key of a profile at $value, what leaves is declared, but for what it chose',
  (one) => {
    const errors = { [one.key]: one.value };
    const render = createRenderError({ ...toWireChoices(parseProfile({ errors })), errorForm: 'problem' });
    const undeclared = new Set<string>();
    for (const [operation] of Map.groupBy(OPERATIONS, serviceOf).values()) {
      for (const reason of REASONS) {
        const { status, type, body, headers = {} } = render({ reason }, { operation, headers: headersOf() });
        if (operation === undefined || type === undefined) continue;
        const problems = validators.response(operation.id, { status, type, body, headers });
        // a problem has its code as text
        if (problems.length > 0) undeclared.add(`${status} ${(body as { code: string }).code}`);
      }
    }
    const elsewhere = ELSEWHERE[`${one.key} ${one.value}`];
    expect([...undeclared]).toEqual(elsewhere === undefined ? [] : [elsewhere]);
  },
);

test('every operation belongs to a service', () => {
  expect(OPERATIONS.filter((operation) => serviceOf(operation) === undefined)).toEqual([]);
});
