import type { Clock, Random } from '@openxs2a/service';
import type { Database, Transaction } from '@openxs2a/store';
import type { EventLog } from '@openxs2a/store/log';
import { createAlerts } from './acts/alert.ts';
import {
  type Approve,
  approve,
  listApprovals,
  type RefuseApproval,
  refuseApproval,
  requestApproval,
} from './acts/approval.ts';
import type { AskPsu } from './acts/ask.ts';
import { askBy } from './acts/ask-by.ts';
import { findAsked } from './acts/asked.ts';
import { blockedUntil, unblock } from './acts/block.ts';
import { type AnswerCode, answerCode, challengeByCode } from './acts/code.ts';
import { exempt } from './acts/exempt.ts';
import { enrolMethod, removeMethod, toMethod } from './acts/methods.ts';
import { endChallenge } from './acts/move-challenge.ts';
import { type AnswerPasskey, answerPasskey, findPasskeyMethod, requestPasskey } from './acts/passkey-challenge.ts';
import { createPasskeys } from './acts/passkeys.ts';
import { type CheckPassword, checkPassword, type HashedPassword, hashPassword, savePassword } from './acts/password.ts';
import type { ScaSetting } from './acts/setting.ts';
import { type Argon2id, nodeArgon2id } from './argon2.ts';
import type { Answered, Approval, AskedStatus, Challenge, PasskeyRequest } from './challenge.ts';
import { SALT_BYTES, TAG_BYTES } from './domain/password-hash.ts';
import type { Exemption, ExemptionRequest, FindExemption } from './exemption.ts';
import { deriveKeys } from './keys.ts';
import type { AuthenticationMethod, NewMethod, PageMethod } from './method.ts';
import type { Outbox } from './outbox.ts';
import type { ScaOutcome } from './outcome.ts';
import type { Passkeys } from './passkey.ts';
import { checkPolicy, DEFAULT_SCA_POLICY, type ScaPolicy } from './policy.ts';
import { listMethods } from './store/methods.ts';
import { migrateSca } from './store/migrations.ts';
import { purge } from './store/purge.ts';

/**
 * Who the PSU proves to be, and that it agrees to exactly this. Each change is one transaction with its record in the
 * log, on disk when it resolves. `psuId` is the bank's own id of a PSU.
 */
export interface Sca {
  /** Throws `ERR_SCA_PASSWORD_UNFIT`. Slow by intent, so outside of any transaction. */
  hashPassword(password: string): Promise<HashedPassword>;
  /** Keeps it in the caller's transaction. Whether it is another one than before; the same changes nothing. */
  setPassword(trx: Transaction, psuId: string, hashed: HashedPassword): Promise<boolean>;
  checkPassword(request: CheckPassword): Promise<ScaOutcome<{ readonly psuId: string }>>;

  /** What a TPP may be told, in the order in which they were enrolled. */
  listMethods(psuId: string): Promise<readonly AuthenticationMethod[]>;
  /** The same for a page of the bank: its passkeys, if the PSU has any, before all others. */
  listPageMethods(psuId: string): Promise<readonly PageMethod[]>;
  /** Whoever calls it has authenticated the PSU by another method (RTS, Article 24(2)(b)). Throws `ERR_SCA_METHOD_UNFIT`. */
  enrolMethod(trx: Transaction, psuId: string, method: NewMethod): Promise<AuthenticationMethod>;
  /** What it was asked for ends with it. */
  removeMethod(
    trx: Transaction,
    psuId: string,
    authenticationMethodId: string,
  ): Promise<ScaOutcome<{ readonly authenticationMethodId: string }>>;

  /** What the method asks for; one of the next three. An authorisation asks one thing at a time: the last that was asked. */
  ask(method: PageMethod, request: Omit<AskPsu, 'authenticationMethodId'>): Promise<ScaOutcome<unknown>>;
  challenge(request: AskPsu): Promise<ScaOutcome<Challenge>>;
  answerCode(request: AnswerCode): Promise<ScaOutcome<Answered>>;
  requestPasskey(request: Omit<AskPsu, 'authenticationMethodId'>): Promise<ScaOutcome<PasskeyRequest>>;
  /** One that is of no passkey at all counts as a wrong one. */
  answerPasskey(request: AnswerPasskey): Promise<ScaOutcome<Answered>>;
  requestApproval(request: AskPsu): Promise<ScaOutcome<Approval>>;
  /** What a PSU is asked to approve at the moment, the oldest first. */
  listApprovals(psuId: string): Promise<readonly Approval[]>;
  approve(request: Approve): Promise<ScaOutcome<Answered>>;
  refuse(request: RefuseApproval): Promise<ScaOutcome<Answered>>;
  /** What became of what an authorisation asked last; undefined where it asked nothing. */
  findAsked(authorisationId: string): Promise<AskedStatus | undefined>;
  /** Takes back what an authorisation asks, if it is open, because the authorisation ended otherwise. */
  endAsked(trx: Transaction, authorisationId: string): Promise<void>;

  readonly passkeys: Passkeys;

  /** Whether the bank does without SCA, by the rule that it gave; recorded each time. */
  exempt(request: ExemptionRequest): Promise<ScaOutcome<Exemption>>;

  statusOf(psuId: string): Promise<'open' | 'blocked'>;
  /** ISO 8601, or `for-good`; undefined where the PSU is not blocked. */
  blockedUntil(psuId: string): Promise<string | undefined>;
  /** `by` whom of the bank, and what made sure that it is the PSU who asks (`why`): both are recorded, and never empty (`TypeError`). */
  unblock(psuId: string, by: string, why: string): Promise<ScaOutcome<{ readonly psuId: string }>>;

  /** Removes what is long over; to be run every hour or so, on any number of nodes. How many rows. */
  purge(): Promise<number>;
  /** Resolves when no alert to a PSU is under way. */
  settled(): Promise<void>;
}

export interface ScaOptions {
  readonly database: Database;
  /** Of the same database, so that each change is one transaction with its record. */
  readonly log: EventLog;
  readonly clock: Clock;
  readonly random: Random;
  /** 32 random bytes, the same on every node and after a restart. */
  readonly key: Uint8Array;
  readonly outbox: Outbox;
  /** `DEFAULT_SCA_POLICY` if it is not given. */
  readonly policy?: ScaPolicy;
  /** None if it is not given. */
  readonly findExemption?: FindExemption;
  /** Node's own if it is not given. */
  readonly argon2id?: Argon2id;
  /** Told what an alert failed of; by default the process warns. */
  readonly onError?: (error: unknown) => void;
}

/** Makes the tables if they are not there. */
export async function createSca(options: ScaOptions): Promise<Sca> {
  const { database, log, clock, random, outbox, policy = DEFAULT_SCA_POLICY, argon2id = nodeArgon2id } = options;
  const { findExemption = async () => undefined, onError = (error) => process.emitWarning(String(error)) } = options;
  checkPolicy(policy);
  const alerts = createAlerts({ database, log, outbox, onError });
  const setting: ScaSetting = {
    database,
    log,
    clock,
    random,
    outbox,
    policy,
    argon2id,
    findExemption,
    keys: deriveKeys(options.key),
    decoy: { parameters: policy.password.hashing, salt: random.bytes(SALT_BYTES), tag: random.bytes(TAG_BYTES) },
    sendAlert: alerts.send,
  };
  await migrateSca(database);
  const listOwn = async (psuId: string) => (await listMethods(database, psuId)).map(toMethod);
  return {
    hashPassword: (password) => hashPassword(setting, password),
    setPassword: (trx, psuId, hashed) => savePassword(trx, setting, psuId, hashed),
    checkPassword: (request) => checkPassword(setting, request),
    listMethods: listOwn,
    listPageMethods: async (psuId) => {
      const [passkey, methods] = await Promise.all([findPasskeyMethod(setting, psuId), listOwn(psuId)]);
      return passkey === undefined ? methods : [passkey, ...methods];
    },
    enrolMethod: (trx, psuId, method) => enrolMethod(trx, setting, psuId, method),
    removeMethod: (trx, psuId, authenticationMethodId) => removeMethod(trx, setting, psuId, authenticationMethodId),
    ask: (method, request) => askBy(setting, method, request),
    challenge: (request) => challengeByCode(setting, request),
    answerCode: (request) => answerCode(setting, request),
    requestPasskey: (request) => requestPasskey(setting, request),
    answerPasskey: (request) => answerPasskey(setting, request),
    requestApproval: (request) => requestApproval(setting, request),
    listApprovals: (psuId) => listApprovals(setting, psuId),
    approve: (request) => approve(setting, request),
    refuse: (request) => refuseApproval(setting, request),
    findAsked: (authorisationId) => findAsked(setting, authorisationId),
    endAsked: (trx, authorisationId) => endChallenge(trx, setting, { authorisationId }, 'ended'),
    passkeys: createPasskeys(setting),
    exempt: (request) => exempt(setting, request),
    statusOf: async (psuId) => ((await blockedUntil(setting, psuId)) === undefined ? 'open' : 'blocked'),
    blockedUntil: (psuId) => blockedUntil(setting, psuId),
    unblock: (psuId, by, why) => unblock(setting, psuId, by, why),
    purge: () => purge(database, clock()),
    settled: alerts.settled,
  };
}
