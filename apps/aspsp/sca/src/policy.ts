/** What this bank decides about authentication. The same on every node. */
export interface ScaPolicy {
  readonly password: {
    /** Characters; what is longer than `maxLength` is never hashed. */
    readonly minLength: number;
    readonly maxLength: number;
    /** Of argon2id (RFC 9106): KiB, passes, lanes. A password that was hashed otherwise is hashed anew when it is used. */
    readonly hashing: Argon2Parameters;
  };
  readonly blocks: {
    /** Failures in a row that block: 2 to 5 (RTS, Article 4(3)(b)). */
    readonly failures: number;
    /** How long the first block, the second and so on last, in minutes; the last of the list is used again. */
    readonly minutes: readonly (number | 'for-good')[];
    /** Minutes after which the last failure, or the end of the last block, is forgotten. */
    readonly forgetAfter: number;
  };
  readonly codes: {
    readonly digits: number;
    readonly minutes: number;
    /** Wrong codes, or signatures of a device, after which a new challenge is needed. */
    readonly tries: number;
  };
  readonly approvals: { readonly minutes: number };
  /** How many codes and questions a PSU is sent at once, and one more after so many minutes each (OWASP API6). */
  readonly sending: { readonly burst: number; readonly everyMinutes: number };
  readonly passkeys: {
    /** The domain that passkeys are bound to (WebAuthn 3, 5.1.2). */
    readonly rpId: string;
    readonly rpName: string;
    readonly origins: readonly string[];
    readonly minutes: number;
  };
}

export interface Argon2Parameters {
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}

export const DEFAULT_SCA_POLICY: ScaPolicy = {
  // the least that the OWASP Password Storage Cheat Sheet recommends
  password: { minLength: 8, maxLength: 128, hashing: { memory: 19_456, passes: 2, parallelism: 1 } },
  blocks: { failures: 5, minutes: [15, 60, 'for-good'], forgetAfter: 24 * 60 },
  codes: { digits: 6, minutes: 5, tries: 3 },
  approvals: { minutes: 5 },
  sending: { burst: 3, everyMinutes: 5 },
  passkeys: { rpId: 'bank.localhost', rpName: 'Bank', origins: ['http://bank.localhost'], minutes: 5 },
};

/** Throws a `TypeError` where a policy cannot be meant, or allows what the RTS forbid. */
export function checkPolicy({ password, blocks, codes, approvals, sending, passkeys }: ScaPolicy): void {
  const { memory, passes, parallelism } = password.hashing;
  const rules: readonly (readonly [boolean, string])[] = [
    [isCount(passes) && isCount(parallelism) && memory >= 8 * parallelism, 'argon2 parameters as RFC 9106, 3.1'],
    [isCount(password.minLength) && password.maxLength >= password.minLength, 'a password of some length'],
    [isCount(blocks.failures) && blocks.failures >= 2 && blocks.failures <= 5, 'a block after two to five failures'],
    [blocks.minutes.length > 0 && blocks.minutes.every(isDuration), 'blocks of some length'],
    [blocks.forgetAfter > 0, 'failures that are remembered'],
    [isCount(codes.digits) && codes.digits >= 6 && codes.digits <= 9, 'codes of six to nine digits'],
    [isCount(codes.tries), 'at least one try for a code'],
    [[codes, approvals, passkeys].every(({ minutes }) => minutes > 0), 'challenges that last a while'],
    [passkeys.origins.every((origin) => isOriginOf(origin, passkeys.rpId)), 'origins that its RP id is valid for'],
    [isCount(sending.burst) && sending.everyMinutes > 0, 'a limit of sending that lets something pass'],
  ];
  for (const [isMet, rule] of rules) if (!isMet) throw new TypeError(`A policy of authentication has ${rule}.`);
}

const isCount = (value: number) => Number.isSafeInteger(value) && value >= 1;
const isDuration = (minutes: number | 'for-good') => minutes === 'for-good' || minutes > 0;

/** WebAuthn 3, 5.1.2: the host of an origin is the RP id or below it; and only browsers on this machine go without TLS. */
function isOriginOf(origin: string, rpId: string): boolean {
  const url = URL.parse(origin);
  if (url?.origin !== origin) return false;
  const { protocol, hostname } = url;
  const isSafe = protocol === 'https:' || hostname === 'localhost' || hostname.endsWith('.localhost');
  return isSafe && (hostname === rpId || hostname.endsWith(`.${rpId}`));
}
