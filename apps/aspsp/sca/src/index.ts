export type { Approve, RefuseApproval } from './acts/approval.ts';
export type { AskPsu } from './acts/ask.ts';
export type { AnswerCode } from './acts/code.ts';
export type { AnswerPasskey } from './acts/passkey-challenge.ts';
export { type CheckPassword, type HashedPassword, hashPassword, parseHashedPassword } from './acts/password.ts';
export { type Argon2id, nodeArgon2id } from './argon2.ts';
export type { Answered, Approval, AskedStatus, Challenge, PasskeyRequest } from './challenge.ts';
export type { ChallengeStatus } from './domain/challenge-state.ts';
export { describeSubject } from './domain/describe-subject.ts';
export {
  type ConsentSubject,
  type LoginSubject,
  type PaymentSubject,
  type Subject,
  subjectDigest,
} from './domain/subject.ts';
export { ScaError, type ScaErrorCode } from './errors.ts';
export type { Exemption, ExemptionRequest, FindExemption } from './exemption.ts';
export type {
  AuthenticationMethod,
  CodeMethod,
  DeviceMethod,
  NewMethod,
  PageMethod,
  PasskeyMethod,
  ReaderMethod,
} from './method.ts';
export type { Outbox, OutboxMessage } from './outbox.ts';
export type { Accepted, RefusalEvidence, ScaOutcome, ScaReason, ScaRefusal } from './outcome.ts';
export type {
  Ceremony,
  NamePasskey,
  Passkey,
  Passkeys,
  RegisterPasskey,
} from './passkey.ts';
export { type Argon2Parameters, DEFAULT_SCA_POLICY, type ScaPolicy } from './policy.ts';
export { createSca, type Sca, type ScaOptions } from './sca.ts';
