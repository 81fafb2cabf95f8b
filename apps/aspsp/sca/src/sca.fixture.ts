import { systemRandom } from '@openxs2a/service';
import { type Database, openDatabase } from '@openxs2a/store';
import { createEventLog, type EventLog, type LogRecord } from '@openxs2a/store/log';
import { type Argon2id, nodeArgon2id } from './argon2.ts';
import type { ConsentSubject, PaymentSubject } from './domain/subject.ts';
import type { AuthenticationMethod, NewMethod } from './method.ts';
import type { OutboxMessage } from './outbox.ts';
import type { ScaOutcome } from './outcome.ts';
import { type Argon2Parameters, DEFAULT_SCA_POLICY, type ScaPolicy } from './policy.ts';
import { createSca, type Sca, type ScaOptions } from './sca.ts';

export const PSU = 'psu-maria';
export const OTHER_PSU = 'psu-jonas';
export const PASSWORD = 'correct horse';
export const AUTHORISATION = 'a2d4c4a0-0000-4000-8000-000000000001';
export const KEY = new Uint8Array(32).fill(7);

export const CONSENT: ConsentSubject = {
  kind: 'consent',
  consentId: 'c1',
  tppId: 'PSDDE-BAFIN-100001',
  tppName: 'Accounts in Sight GmbH',
  access: { balances: [{ iban: 'DE02120300000000202051' }], transactions: [{ iban: 'DE02120300000000202051' }] },
  accounts: ['giro', 'savings'],
  validUntil: '2027-05-24',
  recurring: true,
  frequencyPerDay: 4,
};

export const PAYMENT: PaymentSubject = {
  kind: 'payment',
  paymentId: 'p1',
  tppId: 'PSDDE-BAFIN-100001',
  tppName: 'Pay by Bank GmbH',
  creditorName: 'Book Shop',
  creditorAccount: 'FR7630006000011234567890189',
  amount: '25.00',
  currency: 'EUR',
};

export const PHONE = { authenticationType: 'SMS_OTP', name: 'Phone', address: '+491701234567' } as const;

/** As small as argon2 allows. */
const CHEAP: Argon2Parameters = { memory: 8, passes: 1, parallelism: 1 };

export type PolicyChange = { readonly [Key in keyof ScaPolicy]?: Partial<ScaPolicy[Key]> };

/** The default policy, with cheap hashes, changed where it is said. */
export function changePolicy(change: PolicyChange = {}): ScaPolicy {
  const { password, blocks, codes, approvals, sending, passkeys } = DEFAULT_SCA_POLICY;
  return {
    password: { ...password, hashing: CHEAP, ...change.password },
    blocks: { ...blocks, ...change.blocks },
    codes: { ...codes, ...change.codes },
    approvals: { ...approvals, ...change.approvals },
    sending: { ...sending, ...change.sending },
    passkeys: { ...passkeys, ...change.passkeys },
  };
}

/** Says what time it is, and stands still until it is told otherwise. */
export interface ManualClock {
  (): Date;
  advance(step: { readonly minutes?: number; readonly milliseconds?: number }): void;
}

export function createManualClock(start = '2026-11-26T09:00:00Z'): ManualClock {
  let now = Date.parse(start);
  return Object.assign(() => new Date(now), {
    advance: ({ minutes = 0, milliseconds = 0 }) => {
      now += minutes * 60_000 + milliseconds;
    },
  });
}

/** Keeps what was sent; what it should fail with, it fails with. */
export interface KeepingOutbox {
  readonly messages: OutboxMessage[];
  failure: Error | undefined;
  send(message: OutboxMessage): Promise<void>;
}

export function createKeepingOutbox(): KeepingOutbox {
  const outbox: KeepingOutbox = {
    messages: [],
    failure: undefined,
    async send(message) {
      if (outbox.failure !== undefined) throw outbox.failure;
      outbox.messages.push(message);
    },
  };
  return outbox;
}

export interface Bank {
  readonly sca: Sca;
  readonly log: EventLog;
  readonly clock: ManualClock;
  readonly database: Database;
  readonly outbox: KeepingOutbox;
  /** The cost of every hash that was made. */
  readonly hashes: Argon2Parameters[];
}

export interface BankOptions extends Partial<Pick<ScaOptions, 'findExemption' | 'random' | 'onError'>> {
  readonly policy?: PolicyChange;
  readonly clock?: ManualClock;
  readonly node?: string;
}

export async function openBank(database: Database, options: BankOptions = {}): Promise<Bank> {
  const { policy, clock = createManualClock(), node = 'one', random = systemRandom, ...rest } = options;
  // a test may end, and its database with it, while alerts are under way that it does not look at
  const onError = () => undefined;
  const log = await createEventLog(database, { namespace: 'bank', node, clock, sealEvery: false });
  const outbox = createKeepingOutbox();
  const hashes: Argon2Parameters[] = [];
  const argon2id: Argon2id = (password, salt, parameters, tagLength) => {
    hashes.push(parameters);
    return nodeArgon2id(password, salt, parameters, tagLength);
  };
  const given = { database, log, clock, random, key: KEY, outbox, argon2id, onError };
  const setting = { ...given, policy: changePolicy(policy), ...rest };
  return { sca: await createSca(setting), log, clock, database, outbox, hashes };
}

/** What was accepted; a test that expects it fails where it was not. */
export function accepted<Evidence>(outcome: ScaOutcome<Evidence>): Evidence {
  if (!outcome.accepted) throw new Error(`Refused: ${outcome.reason} ${JSON.stringify(outcome.evidence)}`);
  return outcome.evidence;
}

/** What came of a call in a word: `accepted`, or the reason. */
export async function resultOf(outcome: ScaOutcome<unknown> | Promise<ScaOutcome<unknown>>): Promise<string> {
  const result = await outcome;
  return result.accepted ? 'accepted' : result.reason;
}

export async function setPassword({ sca, database }: Bank, psuId = PSU, password = PASSWORD): Promise<void> {
  const hashed = await sca.hashPassword(password);
  await database.transaction((trx) => sca.setPassword(trx, psuId, hashed));
}

export function enrol({ sca, database }: Bank, method: NewMethod = PHONE, psuId = PSU): Promise<AuthenticationMethod> {
  return database.transaction((trx) => sca.enrolMethod(trx, psuId, method));
}

export const check = ({ sca }: Bank, password: string, psuId: string | undefined = PSU) =>
  resultOf(sca.checkPassword({ psuId, password, channel: 'embedded' }));

/** The code in the last message. */
export function lastCode({ outbox }: Bank): string {
  const [, code] = /Code: (\d+)/.exec(outbox.messages.at(-1)?.text ?? '') ?? [];
  if (code === undefined) throw new Error('No code was sent.');
  return code;
}

/** Another code than this. */
export const wrongOf = (code: string) => String((Number(code) + 1) % 10 ** code.length).padStart(code.length, '0');

/** A PSU with a phone that was sent a code. */
export async function sendCode(bank: Bank, asked: Partial<Parameters<Sca['challenge']>[0]> = {}) {
  const method = asked.authenticationMethodId ?? (await enrol(bank)).authenticationMethodId;
  const request = {
    authorisationId: AUTHORISATION,
    psuId: PSU,
    authenticationMethodId: method,
    subject: CONSENT,
    ...asked,
  };
  const challenge = accepted(await bank.sca.challenge(request));
  const code = lastCode(bank);
  const answer = { authorisationId: request.authorisationId, psuId: request.psuId, subject: request.subject };
  return { challenge, code, method, right: { ...answer, code }, wrong: { ...answer, code: wrongOf(code) } };
}

export async function readLog(
  { log }: Bank,
  filter: Parameters<EventLog['read']>[0] = {},
): Promise<readonly LogRecord[]> {
  return (await log.read({ limit: 1000, ...filter })).records;
}

export async function openMemoryBank(options?: BankOptions): Promise<Bank> {
  return openBank(await openDatabase(':memory:'), options);
}
