/** The first message of an error in the standard's form. */
export interface Fault {
  readonly code: string;
  readonly text?: string;
  /** What of the request it is about. */
  readonly path?: string;
}

/** `undefined` where the body is none of the kind. Which status has which codes, the types of the client tell. */
export function readFault(bytes: Uint8Array): Fault | undefined {
  try {
    const body: unknown = JSON.parse(new TextDecoder().decode(bytes));
    const messages = isObject(body) ? body['tppMessages'] : undefined;
    const first: unknown = Array.isArray(messages) ? messages[0] : undefined;
    return isObject(first) && typeof first['code'] === 'string' ? toFault(first, first['code']) : undefined;
  } catch {
    return undefined; // no JSON, no fault in it
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function toFault({ text, path }: Record<string, unknown>, code: string): Fault {
  return { code, ...(typeof text === 'string' && { text }), ...(typeof path === 'string' && { path }) };
}
