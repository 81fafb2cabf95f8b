/** How values travel: parameters, headers and bodies to the wire and back. Client and server share it. */
export { decodeBody, encodeBody, writeBody } from './codec/body.ts';
export { decodeParameters, type ParameterSource } from './codec/decode-parameters.ts';
export type { DecodedParameters } from './codec/decoded.ts';
export { decodeHeaders, encodeHeaderParameters, encodeHeaders, type HeaderPair } from './codec/headers.ts';
export { findMedia, findResponse, kindOfType, toEssence } from './codec/media.ts';
export { encodePath } from './codec/path.ts';
export { CodecError, codecError, type Problem, toPointer, toProblem } from './codec/problem.ts';
export { encodeCookies, encodeQuery } from './codec/query.ts';
