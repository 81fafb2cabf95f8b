import type { Schemas } from '@openxs2a/xs2a/types';
import type { Service } from './service.ts';

/** The codes that the interface declares, by service and status. What is not here has no code. */
interface Codes {
  readonly AIS: Shared & {
    400: Schemas['MessageCode400_AIS'];
    406: Schemas['MessageCode406_AIS'];
    429: Schemas['MessageCode429_AIS'];
  };
  readonly PIS: Omit<Shared, 403 | 404> & {
    400: Schemas['MessageCode400_PIS'];
    403: Schemas['MessageCode403_PIS'];
    404: Schemas['MessageCode404_PIS'];
  };
  readonly PIIS: Shared & { 400: Schemas['MessageCode400_PIIS'] };
  readonly SBS: Omit<Shared, 409> & { 400: Schemas['MessageCode400_SBS']; 409: Schemas['MessageCode409_SBS'] };
  readonly VOP: {
    400: Schemas['MessageCode_ServiceUnspecific_400'];
    401: Schemas['MessageCode_ServiceUnspecific_401'];
    403: Schemas['MessageCode_ServiceUnspecific_403'];
    404: Schemas['MessageCode_ServiceUnspecific_404'];
    405: Schemas['MessageCode_ServiceUnspecific_405'];
    409: Schemas['MessageCode_ServiceUnspecific_409'];
  };
}

interface Shared {
  401: Schemas['MessageCode401_AIS'];
  403: Schemas['MessageCode403_AIS'];
  404: Schemas['MessageCode404_AIS'];
  405: Schemas['MessageCode405_AIS'];
  409: Schemas['MessageCode409_AIS'];
}

type EveryStatus = 400 | 401 | 403 | 404 | 405 | 409;
/** Declared by every service. */
type Everywhere = {
  [S in EveryStatus]: Codes['AIS'][S] & Codes['PIS'][S] & Codes['PIIS'][S] & Codes['SBS'][S] & Codes['VOP'][S];
};

type Pairs<Declared> = { [S in keyof Declared]: readonly [status: S, code: Declared[S]] }[keyof Declared];

/** Statuses that may go without a code and then have no body (Guidelines 1.3.8, 4.13). */
type Bare = readonly [status: 406 | 408 | 413 | 415 | 429 | 500 | 503];

/** Status and code that the interface declares for a service, or for every one. */
export type DeclaredAnswer<S extends Service | 'every'> = Pairs<S extends Service ? Codes[S] : Everywhere> | Bare;

/** What a bank may choose though the interface of that service does not declare it: as guidelines or peers have it. */
type ChosenAnswer = readonly [status: 403, code: 'CONSENT_EXPIRED'];

export type WireAnswer = { [S in Service]: DeclaredAnswer<S> }[Service] | DeclaredAnswer<'every'> | ChosenAnswer;

/** What one reason becomes outside. */
export interface WireRow {
  readonly every: DeclaredAnswer<'every'> | ChosenAnswer;
  /** Where a service has a code of its own for it. */
  readonly only?: { readonly [S in Service]?: DeclaredAnswer<S> | ChosenAnswer };
  /** Where the path of the operation names the consent, in place of `every`. */
  readonly consentInPath?: DeclaredAnswer<'every'>;
  /** Words for the TPP's developers: at most 500 characters, nothing of the request in them. */
  readonly text: string;
}
