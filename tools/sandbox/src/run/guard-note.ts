/** Told when the bank starts, so that nobody takes the stand-ins for protection. */
export const GUARD_NOTE =
  'guards for certificate, signature and token are stand-ins that believe what they are told; real ones come with the gateway';
