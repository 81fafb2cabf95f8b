/** Headers of a request that show that the PSU asked for it, and from where (Guidelines 1.3.8, 4.8). */
const EVIDENCE = [
  'PSU-IP-Address',
  'PSU-IP-Port',
  'PSU-User-Agent',
  'PSU-Http-Method',
  'PSU-Device-ID',
  'PSU-Geo-Location',
] as const;

/** What is longer is not kept whole: a record is no place for whatever a TPP sends. */
const LONGEST = 256;

export interface PsuPresence {
  readonly psuPresent: boolean;
  /** For the record; nothing is kept of a read that the PSU did not ask for. */
  readonly psuEvidence?: Readonly<Record<string, string>>;
}

/** PSU-IP-Address is sent exactly when the PSU asked for this call just now (RTS, Article 36(5)(a)). */
export function readPsuPresence(headers: Pick<Headers, 'get'>): PsuPresence {
  if (!headers.get('PSU-IP-Address')) return { psuPresent: false };
  const sent = EVIDENCE.flatMap((name) => {
    const value = headers.get(name);
    return value === null || value === '' ? [] : [[name, value.slice(0, LONGEST)] as const];
  });
  return { psuPresent: true, psuEvidence: Object.fromEntries(sent) };
}
