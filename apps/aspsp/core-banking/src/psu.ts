/** How a PSU says who it is: the headers PSU-ID, PSU-ID-Type, PSU-Corporate-ID and PSU-Corporate-ID-Type. */
export interface PsuReference {
  readonly psuId: string;
  readonly psuIdType?: string;
  readonly corporateId?: string;
  readonly corporateIdType?: string;
}

/** Somebody who uses the bank's online channels: for herself, or for a corporate. */
export interface Psu extends PsuReference {
  /** The bank's own id of this PSU in this role; stable, and never shown to a TPP. */
  readonly id: string;
  readonly name: string;
  /** `blocked` by the bank: not to be authenticated, nothing of it to be read. */
  readonly status: 'active' | 'blocked';
}
