import { createAuthenticator } from '@openxs2a/sca/testing';
import { sql } from '@openxs2a/store';
import { expect, test } from 'vitest';
import {
  authorisationsOf,
  create,
  OTHER_PERSON,
  openBank,
  PASSWORD,
  PERSON,
  refusalOf,
  scaStatusOf,
  update,
} from '../bank.fixture.ts';

/** An embedded authorisation of a PSU that has a passkey beside what else it has. */
async function begin(psu: typeof PERSON | typeof OTHER_PERSON) {
  const bank = await openBank({
    profile: { sca: { approaches: ['EMBEDDED'] }, consents: { offered: { bankOffered: false } } },
  });
  const { passkeys } = bank.sca;
  const { ceremonyId, options } = await passkeys.registrationOptions({ psuId: psu.id, userName: psu.psuId });
  const response = createAuthenticator().create(options);
  expect(await passkeys.register({ ceremonyId, psuId: psu.id, name: 'Laptop', response })).toMatchObject({
    accepted: true,
  });
  const { consentId = '' } = (await create(bank, {}, { 'psu-id': psu.psuId })).body;
  const [authorisationId = ''] = await authorisationsOf(bank, consentId);
  const put = (body: unknown) => update(bank, consentId, authorisationId, { body });
  return { bank, put, scaStatus: () => scaStatusOf(bank, consentId, authorisationId) };
}

test('a passkey is offered to no TPP, and cannot be chosen by one', async () => {
  const { put, scaStatus } = await begin(PERSON);
  const { body, text } = await put(PASSWORD(PERSON));
  expect(body.scaMethods?.map(({ authenticationType }) => authenticationType).toSorted()).toEqual([
    'PUSH_OTP',
    'SMS_OTP',
    'SMTP_OTP',
  ]);
  expect(text).not.toMatch(/passkey/i);
  expect(refusalOf(await put({ authenticationMethodId: 'passkey' }))).toBe('400 SCA_METHOD_UNKNOWN');
  expect(await scaStatus()).toBe('psuAuthenticated');
});

test('beside a passkey, the only method that a TPP can be told is asked for at once', async () => {
  const { put } = await begin(OTHER_PERSON);
  const { body } = await put(PASSWORD(OTHER_PERSON));
  expect([body.scaStatus, body.chosenScaMethod?.authenticationType]).toEqual(['scaMethodSelected', 'SMS_OTP']);
});

test('who has nothing but a passkey cannot authorise by way of a TPP', async () => {
  const { bank, put, scaStatus } = await begin(OTHER_PERSON);
  await bank.database.run(sql`DELETE FROM sca_method WHERE psu_id = ${OTHER_PERSON.id}`);
  expect(refusalOf(await put(PASSWORD(OTHER_PERSON)))).toBe('400 SCA_METHOD_UNKNOWN');
  expect(await scaStatus()).toBe('failed');
});
