import { DEMO_PSUS } from '@openxs2a/core-banking/demo';
import { createTestBank, type TestBank, type TestBankOptions } from '@openxs2a/edge/testing';
import { parseProfile } from '@openxs2a/profile';
import { createAuthorizationServer } from './authorization-server.ts';

/** A bank with this server alone; `profile` says where it differs from the default. */
export function openBank({ profile = {}, ...options }: BankChoices = {}): Promise<TestBank> {
  return createTestBank({
    ...options,
    profile: parseProfile(profile),
    parts: async (bank) => [await createAuthorizationServer(bank)],
  });
}

export interface BankChoices extends Omit<TestBankOptions, 'parts' | 'profile'> {
  readonly profile?: object;
}

export const { personal: PERSON, noAccounts: OTHER_PERSON, blocked: BLOCKED, firstSignatory: SIGNATORY } = DEMO_PSUS;
