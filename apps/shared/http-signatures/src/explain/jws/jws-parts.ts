/** The parts of a compact JWS, as they are written. */
export interface JwsParts {
  readonly encodedHeader: string;
  readonly payload: string;
  readonly signature: string;
}

export type JwsHeader = Readonly<Record<string, unknown>>;

export function splitJws(text: string): JwsParts {
  const [encodedHeader = '', ...rest] = text.split('.');
  const signature = rest.pop() ?? '';
  return { encodedHeader, payload: rest.join('.'), signature };
}

export function renderJwsParts({ encodedHeader, payload, signature }: JwsParts): string {
  return `${encodedHeader}.${payload}.${signature}`;
}

/** The protected header, if it is a JSON object in base64 of either alphabet. */
export function decodeHeader(encodedHeader: string): JwsHeader | undefined {
  try {
    const json: unknown = JSON.parse(Buffer.from(encodedHeader, 'base64url').toString('utf8'));
    // every object of JSON has text keys
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as JwsHeader) : undefined;
  } catch {
    // what is no JSON has no header to show
    return undefined;
  }
}

export function encodeHeader(header: JwsHeader): string {
  return Buffer.from(JSON.stringify(header), 'utf8').toString('base64url');
}
