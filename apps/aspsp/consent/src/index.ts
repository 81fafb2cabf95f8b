export type { AuditPage, AuditQuery, AuditSource } from './acts/audit.ts';
export type { RejectConsent, StartAuthorisation, UpdateAuthorisation } from './acts/authorise.ts';
export type { Confirmation, ConfirmConsent, ForecastConsent } from './acts/confirm.ts';
export type { CreateConsent } from './acts/create.ts';
export type { UseConsent } from './acts/use.ts';
export type { AuditRecord } from './audit-record.ts';
export type {
  AccountDirectory,
  AccountRight,
  Authorisation,
  Consent,
  CountedUse,
  DirectoryAccount,
  Grant,
  GrantedAccount,
  Psu,
} from './consent.ts';
export { type ConsentAudit, openConsentAudit } from './consent-audit.ts';
export { type Authorising, type Consents, type ConsentsOptions, createConsents } from './consents.ts';
export type { AccountReference, AccountReferenceKind } from './domain/account-reference.ts';
export { AIS_OPERATIONS, type AisOperation, isAisOperation } from './domain/ais-operation.ts';
export { type ConsentEvent, type ConsentStatus, isFinalConsent, transitionConsent } from './domain/consent-status.ts';
export { isIban } from './domain/iban.ts';
export type { AccountAccess, ConsentModel } from './domain/read-access.ts';
export type { ConsentRequest } from './domain/read-consent-request.ts';
export { isFinalSca, type ScaEvent, type ScaStatus, transitionSca } from './domain/sca-status.ts';
export type { Accepted, ConsentReason, ConsentRefusal, Outcome, RefusalEvidence } from './outcome.ts';
export { type ConsentPolicy, DEFAULT_CONSENT_POLICY } from './policy.ts';
export { findAccount, renderConsent, resourceIdOf } from './render.ts';
export type { ConsentPage } from './store/consents.ts';
