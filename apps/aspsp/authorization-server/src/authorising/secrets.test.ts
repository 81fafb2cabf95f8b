import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRoadSecrets } from './secrets.ts';

const secrets = createRoadSecrets(randomBytes(32));
const other = createRoadSecrets(randomBytes(32));
const id = fc.uuid({ version: 4 });

test('a ticket leads to its authorisation, and to none by another key', () => {
  fc.assert(
    fc.property(id, (authorisationId) => {
      const ticket = { authorisationId, wayBack: undefined };
      expect(secrets.readTicket(secrets.ticketFor(authorisationId))).toEqual(ticket);
      expect(other.readTicket(secrets.ticketFor(authorisationId))).toBeUndefined();
    }),
  );
});

test('SEC-API-001 whatever is tried, nothing that we did not make is a ticket', () => {
  const tried = fc.oneof(
    fc.string(),
    fc.base64String({ minLength: 40, maxLength: 48 }),
    fc.constantFrom('', '%', '=='),
  );
  fc.assert(
    fc.property(tried, (ticket) => {
      expect(secrets.readTicket(ticket)).toBeUndefined();
    }),
  );
});

const WAY = { returnTo: 'https://login.bank.example/oauth/interaction/1', clientOrigin: 'https://tpp.example' };

test('a ticket says where its browser goes back to', () => {
  const authorisationId = randomUUID();
  const ticket = secrets.ticketFor(authorisationId, WAY);
  expect(secrets.readTicket(ticket)).toEqual({ authorisationId, wayBack: WAY });
  expect(other.readTicket(ticket)).toBeUndefined();
});

test.each([
  ['to a page', undefined],
  ['by OAuth', WAY],
])('a ticket %s that was changed anywhere is none', (_, way) => {
  const ticket = secrets.ticketFor(randomUUID(), way);
  for (let at = 0; at < ticket.length; at += 1) {
    const changed = `${ticket.slice(0, at)}${ticket[at] === 'A' ? 'B' : 'A'}${ticket.slice(at + 1)}`;
    expect(secrets.readTicket(changed)).toBeUndefined();
  }
});

test('SCA-RED-016 a confirmation code is of one authorisation, and no ticket', () => {
  fc.assert(
    fc.property(id, id, (one, two) => {
      fc.pre(one !== two);
      const code = secrets.confirmationCodeFor(one);
      expect(code).toMatch(/^[\w-]{22}$/);
      expect(secrets.isConfirmationCode(one, code)).toBe(true);
      expect(secrets.isConfirmationCode(two, code)).toBe(false);
      expect(other.isConfirmationCode(one, code)).toBe(false);
      expect(secrets.ticketFor(one)).not.toContain(code);
    }),
  );
});
