import type { Schemas } from '@openxs2a/xs2a/types';

// A consent and its authorisations as a bank should have them, written down once more: all that happens to them in one
// place, whoever brings it about. What somebody sends is in the moves.

export type ConsentStatus = Schemas['consentStatus'];
export type ScaStatus = Schemas['scaStatus'];
export type Approach = 'EMBEDDED' | 'DECOUPLED' | 'REDIRECT';

/** What a question to a PSU lasts, and a visit to a page; every wait is as long as that. */
export const MINUTES = 5;
/** What the link to a page lasts. */
export const WAITS_OF_LINK = 2;
export const TRIES = 3;
export const FAILURES = 5;

export interface Person {
  readonly psuId: string;
  /** The bank's. */
  readonly id: string;
  readonly corporateId?: string;
  /** How it can be asked: by several codes, one, a device. */
  readonly methods: readonly ('code' | 'device')[];
}

/** What stays the same for all walks. */
export interface Setting {
  readonly approach: Approach;
  /** Who has to agree; the first one is whom the TPP names. */
  readonly people: readonly [Person, ...Person[]];
  readonly isNamed: boolean;
  /** Whether the TPP has to confirm after a redirect. */
  readonly needsConfirmation?: boolean;
  /** Whether the bank does without a second factor. */
  readonly isExempt?: boolean;
}

export interface Authorisation {
  readonly begunFor: string;
  psuId: string | undefined;
  approach: Approach;
  scaStatus: ScaStatus;
  /** What waits for an answer. */
  asked: { readonly kind: 'code' | 'device'; triesLeft: number } | undefined;
  /** How many more waits its link lasts. */
  waitsLeft: number;
  /** Whether the PSU has logged in, in the browser that the TPP sent. */
  isLoggedIn: boolean;
  /** Whether that browser brought the TPP a code to confirm with. */
  isCodeBrought: boolean;
}

/** How often somebody was wrong in a row. */
export interface Attempts {
  passwords: number;
  possessions: number;
  isBlocked: boolean;
}

export interface State {
  consentStatus: ConsentStatus;
  /** In the order in which they began. */
  readonly authorisations: Authorisation[];
  readonly attempts: Record<string, Attempts>;
  /** Whose device has shown a question. */
  shownTo: readonly string[];
  /** Whether the browser has a page with forms that still count. */
  hasForms: boolean;
}

export function initialState({ people }: Setting): State {
  const none: Attempts = { passwords: 0, possessions: 0, isBlocked: false };
  return {
    consentStatus: 'received',
    authorisations: [],
    attempts: Object.fromEntries(people.map(({ psuId }) => [psuId, none])),
    shownTo: [],
    hasForms: false,
  };
}

const FINAL: readonly ScaStatus[] = ['finalised', 'failed', 'exempted'];
const ENDED: readonly ConsentStatus[] = ['rejected', 'expired', 'revokedByPsu', 'terminatedByTpp'];

export const isFinal = ({ scaStatus }: Pick<Authorisation, 'scaStatus'>): boolean => FINAL.includes(scaStatus);
export const hasEnded = ({ consentStatus }: Pick<State, 'consentStatus'>): boolean => ENDED.includes(consentStatus);

/** The authorisation that somebody means who means the one of this person: the last that began. */
export function newestOf({ authorisations }: State, { psuId }: Person, { people }: Setting): Authorisation | undefined {
  return people.length === 1 ? authorisations.at(-1) : authorisations.findLast(({ begunFor }) => begunFor === psuId);
}

export function attemptsOf(state: State, { psuId }: Pick<Person, 'psuId'>): Attempts {
  const attempts = state.attempts[psuId];
  if (attempts === undefined) throw new TypeError(`Nobody counts for "${psuId}".`);
  return attempts;
}

/** A wrong factor: whether it was the one that blocks, for good in these walks. */
export function miss(attempts: Attempts, factor: 'passwords' | 'possessions'): boolean {
  attempts[factor] += 1;
  if (attempts.passwords + attempts.possessions < FAILURES) return false;
  Object.assign(attempts, { passwords: 0, possessions: 0, isBlocked: true });
  return true;
}

export function fail(authorisation: Authorisation): void {
  authorisation.scaStatus = 'failed';
  authorisation.asked = undefined;
}

/** A consent that ends takes along what is under way. */
export function end(state: State, consentStatus: ConsentStatus): void {
  state.consentStatus = consentStatus;
  for (const authorisation of state.authorisations) if (!isFinal(authorisation)) fail(authorisation);
}

/** The PSU says no; not any more to what is valid by another authorisation. */
export function reject(state: State, authorisation: Authorisation): void {
  fail(authorisation);
  if (state.consentStatus !== 'valid') end(state, 'rejected');
}

/** No answer: where others may sign, too, that decides about nothing but the authorisation. */
export function giveUp(setting: Setting, state: State, authorisation: Authorisation): void {
  if (setting.people.length === 1) reject(state, authorisation);
  else fail(authorisation);
}

/** Something is asked, in the place of what was asked before. */
export function ask(authorisation: Authorisation, kind: 'code' | 'device'): void {
  authorisation.asked = { kind, triesLeft: TRIES };
  authorisation.scaStatus = kind === 'code' ? 'scaMethodSelected' : 'started';
  if (kind === 'device' && authorisation.approach === 'EMBEDDED') authorisation.approach = 'DECOUPLED';
}

/** Whether this person has agreed before, by another authorisation. */
export function hasAgreed({ authorisations }: State, { psuId }: Pick<Person, 'psuId'>): boolean {
  return authorisations.some((one) => one.psuId === psuId && (one.scaStatus === 'finalised' || isExempted(one)));
}

const isExempted = ({ scaStatus }: Authorisation) => scaStatus === 'exempted';

/** SCA is done: the consent is valid once all have agreed, or waits for the TPP to confirm. */
export function finish(setting: Setting, state: State, authorisation: Authorisation): void {
  authorisation.asked = undefined;
  if (setting.needsConfirmation && authorisation.approach === 'REDIRECT') authorisation.scaStatus = 'unconfirmed';
  else finalise(setting, state, authorisation);
}

export function finalise(
  { people }: Setting,
  state: State,
  authorisation: Authorisation,
  how: ScaStatus = 'finalised',
) {
  authorisation.scaStatus = how;
  authorisation.asked = undefined;
  state.consentStatus = people.every((person) => hasAgreed(state, person)) ? 'valid' : 'partiallyAuthorised';
}

/** As long as a question lasts: visits to a page end with it. */
export function passTime(setting: Setting, state: State): void {
  state.hasForms = false;
  for (const authorisation of state.authorisations) {
    authorisation.isLoggedIn = false;
    authorisation.waitsLeft = Math.max(0, authorisation.waitsLeft - 1);
    const { approach, scaStatus, asked, waitsLeft } = authorisation;
    authorisation.asked = undefined;
    const isNew = scaStatus === 'received' || scaStatus === 'psuIdentified';
    if (approach === 'REDIRECT' && isNew && waitsLeft === 0) fail(authorisation);
    if (asked?.kind === 'device') giveUp(setting, state, authorisation);
  }
}

/** What nobody agreed to until then is rejected, what was agreed to was for that day; and failures are forgotten. */
export function passDay(setting: Setting, state: State): void {
  passTime(setting, state);
  if (!hasEnded(state)) end(state, state.consentStatus === 'valid' ? 'expired' : 'rejected');
  for (const attempts of Object.values(state.attempts)) if (!attempts.isBlocked) forget(attempts);
}

const forget = (attempts: Attempts) => Object.assign(attempts, { passwords: 0, possessions: 0 });
