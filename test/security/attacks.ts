import { CONNECTION_ATTACKS } from './attacks/connection.ts';
import { ENCODING_ATTACKS } from './attacks/encoding.ts';
import { JWS_ATTACKS } from './attacks/jws.ts';
import { MESSAGE_ATTACKS } from './attacks/message.ts';
import { SEAL_ATTACKS } from './attacks/seal.ts';
import type { Attack } from './scene.ts';

/** Everything that is tried, in the order in which a call is checked. */
export const ATTACKS: readonly Attack[] = [
  ...ENCODING_ATTACKS,
  ...CONNECTION_ATTACKS,
  ...SEAL_ATTACKS,
  ...MESSAGE_ATTACKS,
  ...JWS_ATTACKS,
];
