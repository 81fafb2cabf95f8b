/** A request, or a response, as it is on the wire: what is signed and what is verified. */
export interface HttpMessage {
  /** Of the request, upper case; of a response, the method of the request that it answers. */
  readonly method: string;
  /** Path and query as they stand in the request line. */
  readonly target: string;
  /** Where it was sent, with scheme and host; some profiles sign it. */
  readonly url?: string;
  /** Lines in their order, a name that comes twice twice. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The bytes of the body as they travel; empty where there is none. */
  readonly body: Uint8Array;
  /** Only of a response. */
  readonly status?: number;
}
