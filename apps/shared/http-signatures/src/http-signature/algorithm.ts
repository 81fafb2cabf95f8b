import { findEntry } from '../steps/find-entry.ts';
import { fitsKey, type KeyKind, type SignatureScheme } from '../steps/scheme.ts';
import { accept, quote, refuse, type Step } from '../verdict.ts';

/**
 * What a sender may write as `algorithm`, exactly so, and what it means. Some names tell only the hash: what it is then
 * depends on the key. The first name of a scheme is the one that we write.
 */
export type AlgorithmNames = Readonly<Record<string, readonly SignatureScheme[]>>;

/** The key decides and the name has to agree: nobody chooses by a header how a key is used. */
export function chooseScheme(names: AlgorithmNames, name: string, kind: KeyKind): Step<SignatureScheme> {
  const schemes = findEntry(names, name);
  if (schemes === undefined)
    return refuse('algorithm-refused', { found: quote(name), allowed: Object.keys(names).join(' ') });
  const scheme = schemes.find((each) => fitsKey(each, kind));
  return scheme === undefined ? refuse('algorithm-does-not-fit-key', { found: name, key: kind }) : accept(scheme);
}

/** How a profile writes a scheme; undefined where it does not know it. */
export function findAlgorithmName(names: AlgorithmNames, scheme: string, kind: KeyKind): string | undefined {
  return Object.keys(names).find((name) => names[name]?.find((each) => fitsKey(each, kind)) === scheme);
}
