import fc from 'fast-check';
import { expect, test } from 'vitest';
import { webauthnChallenge } from './webauthn-challenge.ts';

test('S-08: another nonce, authorisation or subject is another challenge, and the same is the same', () => {
  const question = fc.record({ challengeId: fc.string(), authorisationId: fc.string(), subjectDigest: fc.string() });
  fc.assert(
    fc.property(question, question, (one, other) => {
      const isSame = JSON.stringify(Object.values(one)) === JSON.stringify(Object.values(other));
      expect(webauthnChallenge(one) === webauthnChallenge(other)).toBe(isSame);
      expect(webauthnChallenge({ ...one })).toBe(webauthnChallenge(one));
    }),
  );
  expect(
    Buffer.from(webauthnChallenge({ challengeId: 'a', authorisationId: 'b', subjectDigest: 'c' }), 'base64url'),
  ).toHaveLength(32);
});
