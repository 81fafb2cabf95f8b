import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Explanation } from './explanation.ts';
import { renderExplanation } from './render.ts';

const EXPLANATION: Explanation = {
  title: 'QWAC: Example Payments GmbH',
  facts: [
    { label: 'Kind', value: 'QWAC: a qualified certificate for website authentication, which is for TLS' },
    { label: 'Roles', value: 'PSP_PI\nPSP_AI' },
    { label: 'Fingerprint', value: `SHA-256 ${'ab'.repeat(32)}` },
  ],
  findings: [
    {
      code: 'role-name-mismatch',
      severity: 'error',
      clause: 'TS 119 495 GEN-5.2.2-5',
      text: 'The role is called otherwise.',
      advice: 'The issuer must write the name that belongs to the OID. Which of both holds, nobody can say.',
    },
    { code: 'ends-soon', severity: 'note', clause: 'RFC 5280', text: 'It ends in 3 days.', advice: 'Renew it.' },
  ],
};

test('a wide terminal gets a table with aligned values', () => {
  expect(renderExplanation(EXPLANATION, { width: 70 })).toBe(`QWAC: Example Payments GmbH

Kind         QWAC: a qualified certificate for website authentication,
             which is for TLS
Roles        PSP_PI
             PSP_AI
Fingerprint  SHA-256
             ababababababababababababababababababababababababababababa
             bababab

error: role-name-mismatch (TS 119 495 GEN-5.2.2-5)
  The role is called otherwise.
  -> The issuer must write the name that belongs to the OID. Which of
  both holds, nobody can say.

note: ends-soon (RFC 5280)
  It ends in 3 days.
  -> Renew it.

1 error, 1 note.
`);
});

test('a narrow terminal gets labels above values', () => {
  const [title, , ...lines] = renderExplanation(EXPLANATION, { width: 30 }).split('\n');
  expect(title).toBe('QWAC: Example Payments GmbH');
  expect(lines.slice(0, 7)).toEqual([
    'Kind',
    '  QWAC: a qualified',
    '  certificate for website',
    '  authentication, which is for',
    '  TLS',
    'Roles',
    '  PSP_PI',
  ]);
});

test('nothing to say is said', () => {
  expect(renderExplanation({ ...EXPLANATION, findings: [] })).toMatch(/\n\nNo findings\.\n$/);
});

test('findings are counted', () => {
  const [first] = EXPLANATION.findings;
  const findings = [first, first, EXPLANATION.findings[1]].flatMap((finding) => finding ?? []);
  expect(renderExplanation({ ...EXPLANATION, findings })).toMatch(/\n2 errors, 1 note\.\n$/);
});

test('no line is wider than the terminal, and no character is lost', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 24, max: 200 }),
      fc.string({ unit: fc.constantFrom(...'ab, é😀'), maxLength: 300 }),
      (width, value) => {
        const text = renderExplanation({ title: 't', facts: [{ label: 'Label', value }], findings: [] }, { width });
        const [, , ...lines] = text.split('\n').slice(0, -3);
        for (const line of lines) expect([...line].length).toBeLessThanOrEqual(width);
        expect(lines.join('').replace('Label', '').replaceAll(' ', '')).toBe(value.replaceAll(' ', ''));
      },
    ),
  );
});
