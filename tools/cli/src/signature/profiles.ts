import { alignRows, type Call, EXIT, type Io, suggest, UsageError } from '@openxs2a/generate';
import { type HttpMessage, PROFILES, type SignatureProfile } from '@openxs2a/http-signatures';

export async function run(call: Call, io: Io): Promise<number> {
  const profiles = Object.values(PROFILES);
  if (call.flag('json')) io.out(`${JSON.stringify({ profiles }, null, 2)}\n`);
  else io.out(`${alignRows(profiles.map(({ name, description }) => [name, description])).join('\n')}\n`);
  return EXIT.fine;
}

/** The profile of this name; without one, the standard of the family by which the message is signed. */
export function chooseProfile(name: string | undefined, { headers }: HttpMessage): SignatureProfile {
  const profiles: readonly SignatureProfile[] = Object.values(PROFILES);
  if (name === undefined) {
    const isJws = headers.some(([each]) => each.toLowerCase() === 'x-jws-signature');
    return isJws ? PROFILES['jws-http-headers'] : PROFILES.nextgenpsd2;
  }
  const found = profiles.find((profile) => profile.name === name);
  if (found !== undefined) return found;
  const meant = suggest(
    name,
    profiles.map((profile) => profile.name),
  );
  const hint = meant === undefined ? ' "signature profiles" lists them.' : ` Did you mean "${meant}"?`;
  throw new UsageError(`Unknown profile "${name}".${hint}`);
}
