import { HTTP_HEADERS } from '../../jws/detached-jws.ts';
import type { Deviation } from '../deviations/deviation.ts';
import { decodeHeader, encodeHeader, type JwsHeader, type JwsParts } from './jws-parts.ts';

type Repair = Deviation<JwsParts>;

/** What would make a detached JWS over headers of one that is none. */
export const JWS_REPAIRS: readonly Repair[] = [
  ofParts('payload-attached', 'its payload is left out', (parts) => ({ ...parts, payload: '' })),
  ofParts('signature-base64', 'its signature is written in base64url without padding', ({ signature, ...parts }) => ({
    ...parts,
    signature: toBase64Url(signature),
  })),
  ofHeader('b64', '"b64" is false', (header) => ({ ...header, b64: false })),
  ofHeader('mId', `"sigD.mId" is ${HTTP_HEADERS}`, ({ sigD, ...header }) => ({
    ...header,
    sigD: { ...toObject(sigD), mId: HTTP_HEADERS },
  })),
  ofHeader('sigT', 'there is "sigT", the time of the signature', (header) => ({
    ...header,
    sigT: '1970-01-01T00:00:00Z',
  })),
  ofHeader('crit', '"crit" is ["sigT","sigD","b64"]', (header) => ({ ...header, crit: ['sigT', 'sigD', 'b64'] })),
  ofHeader('crit-with-iat', '"crit" is ["sigD","b64"]', (header) => ({ ...header, crit: ['sigD', 'b64'] })),
];

function ofParts(code: string, words: string, change: (parts: JwsParts) => JwsParts): Repair {
  return {
    code,
    dimension: code,
    words,
    apply(parts) {
      const changed = change(parts);
      const isSame =
        changed.payload === parts.payload &&
        changed.encodedHeader === parts.encodedHeader &&
        changed.signature === parts.signature;
      return isSame ? undefined : changed;
    },
  };
}

function ofHeader(code: string, words: string, change: (header: JwsHeader) => JwsHeader): Repair {
  return {
    ...ofParts(code, words, (parts) => {
      const header = decodeHeader(parts.encodedHeader);
      return header === undefined ? parts : { ...parts, encodedHeader: encodeHeader(change(header)) };
    }),
    dimension: code.replace(/-.*$/, ''),
  };
}

function toObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}

function toBase64Url(text: string): string {
  return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
