import type { KeyObject } from 'node:crypto';
import { errors, flattenedVerify } from 'jose';
import { accept, refuse, type Step } from '../verdict.ts';
import type { JwsAlgorithm } from './algorithm.ts';
import { type DetachedJws, EXTENSIONS } from './detached-jws.ts';

/**
 * The mathematical check, by jose: RFC 7515, 5.2, over the bytes of a payload as they are (RFC 7797, 3). Never rejects
 * for what somebody sent: a key that jose does not take has signed nothing either.
 */
export async function checkJwsSignature(
  { encodedHeader, encodedSignature }: Pick<DetachedJws, 'encodedHeader' | 'encodedSignature'>,
  algorithm: JwsAlgorithm,
  key: KeyObject,
  payload: Uint8Array,
): Promise<Step<undefined>> {
  const jws = { protected: encodedHeader, payload, signature: encodedSignature };
  try {
    await flattenedVerify(jws, key, { algorithms: [algorithm], crit: EXTENSIONS });
    return accept(undefined);
  } catch (error) {
    return refuse('signature-mismatch', { algorithm, problem: toProblem(error) });
  }
}

function toProblem(error: unknown): string {
  return error instanceof errors.JOSEError ? error.code : String(error);
}
