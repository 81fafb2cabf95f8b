/** An identification of another scheme (ISO 20022, GenericAccountIdentification). */
export interface OtherIdentification {
  readonly identification: string;
  readonly schemeNameCode?: string;
  readonly schemeNameProprietary?: string;
  readonly issuer?: string;
}

/** The ways to name an account; each of an account's names leads to it. */
export interface AccountNames {
  readonly iban?: string;
  readonly bban?: string;
  /** Only ever given to a core banking system, never by one. */
  readonly pan?: string;
  readonly maskedPan?: string;
  readonly msisdn?: string;
  readonly other?: OtherIdentification;
}

/** Names an account, and with the currency one sub-account of a multicurrency account (Guidelines 1.3.8, 4.5, 14.18). */
export interface AccountReference extends AccountNames {
  readonly currency?: string;
}
