import type { Subject } from './domain/subject.ts';

export interface ExemptionRequest {
  readonly authorisationId: string;
  readonly psuId: string;
  readonly subject: Subject;
}

/** By which right the bank does without SCA, and why here. */
export interface Exemption {
  /** Of the RTS. */
  readonly article: '10' | '10a' | '11' | '12' | '13' | '14' | '15' | '16' | '17' | '18';
  /** For the record. */
  readonly why: string;
}

/** The bank's own rules: trusted payees, amounts, risk. Undefined where SCA is needed. */
export type FindExemption = (request: ExemptionRequest) => Promise<Exemption | undefined>;
