import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';

/** A request as a server of Node has it, and the answer that it gives. */
export interface NodeExchange {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  /** Resolves when the answer has ended. */
  readonly answer: Promise<Response>;
}

export interface NodeRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The provider is written for Node's own requests and answers; these are such, without a connection. Answers end at once. */
export function toNodeExchange({ method, url, headers, body = '' }: NodeRequest): NodeExchange {
  const req = new IncomingMessage(new Socket());
  Object.assign(req, { method, url, headers: { ...headers } });
  req.push(body);
  req.push(null);
  const res = new ServerResponse(req);
  const answer = new Promise<Response>((resolve) => {
    const end = (content?: unknown): ServerResponse => {
      const text = typeof content === 'string' || content instanceof Uint8Array ? content : null;
      resolve(
        new Response(isBodyless(res.statusCode) ? null : toBody(text), {
          status: res.statusCode,
          headers: toHeaders(res),
        }),
      );
      return res;
    };
    // Whoever ends an answer here gives it whole; the other forms of `end` are not used.
    res.end = end as ServerResponse['end'];
  });
  return { req, res, answer };
}

const isBodyless = (status: number): boolean => status === 204 || status === 304;

const toBody = (content: string | Uint8Array | null) => (content === null ? null : Buffer.from(content));

function toHeaders(res: ServerResponse): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(res.getHeaders()))
    for (const each of Array.isArray(value) ? value : [value])
      if (each !== undefined) headers.append(name, String(each));
  return headers;
}
