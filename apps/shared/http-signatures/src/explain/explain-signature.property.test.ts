import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ANY_CHARACTER } from '../any-character.fixture.ts';
import type { SignatureProfile } from '../profile.ts';
import { PROFILES } from '../profiles.ts';
import { createRequest, createResponse, createSeal, NOW, signMessage } from '../signing.fixture.ts';
import { explainSignature } from './explain-signature.ts';
import { renderSignatureExplanation } from './render/render-explanation.ts';

const seal = await createSeal();
const profiles: readonly SignatureProfile[] = [
  PROFILES.nextgenpsd2,
  PROFILES.lenient,
  PROFILES['jws-http-headers'],
  PROFILES['ing-token'],
];
const signed = await Promise.all(
  profiles.flatMap((profile) =>
    [createRequest(), createResponse()].map((message) => signMessage(profile, seal, message)),
  ),
);
const rubbish = fc.oneof(
  fc.string({ unit: ANY_CHARACTER, maxLength: 40 }),
  fc.constantFrom(
    '',
    '"',
    ',',
    '=',
    '.',
    '..',
    '\\',
    '\u001b[2J',
    '\n',
    'keyId="',
    'SN=1,CA=',
    '%',
    '{}',
    'e30',
    'SHA-256=',
    '(',
    ' ',
  ),
);
/** Puts rubbish into one value, or in its place. */
const damage = (value: string, text: string, at: number, isWhole: boolean) =>
  isWhole ? text : `${value.slice(0, at % (value.length + 1))}${text}${value.slice((at * 7) % (value.length + 1))}`;

test('whatever a message has, it is explained, can be printed, and has a wrong step exactly when it is refused', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...signed),
      fc.constantFrom(...profiles),
      fc.array(fc.tuple(fc.nat(20), rubbish, fc.nat(2_000), fc.boolean()), { maxLength: 3 }),
      fc.uint8Array({ maxLength: 10 }),
      async (message, profile, damages, body) => {
        const headers = message.headers.map(([name, value], index) => {
          const changed = damages.reduce(
            (text, [at, piece, offset, isWhole]) => (at === index ? damage(text, piece, offset, isWhole) : text),
            value,
          );
          return [name, changed] as const;
        });
        const question = {
          profile,
          message: { ...message, headers, body: damages.length === 2 ? body : message.body },
        };
        const explanation = await explainSignature({
          ...question,
          certificate: seal.certificate,
          receivedAt: NOW,
          attempts: 20,
        });
        const wrong = explanation.steps.find(({ verdict }) => verdict === 'wrong');
        expect(wrong?.reason).toBe(explanation.reason);
        expect(wrong === undefined).toBe(explanation.accepted);
        expect(JSON.parse(JSON.stringify(explanation))).toEqual(explanation);
        expect(renderSignatureExplanation(explanation)).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029]/u);
      },
    ),
    { numRuns: 250 },
  );
});
