import { Agent, type RequestOptions, request as startRequest } from 'node:https';
import type { TlsIdentity } from '@openxs2a/service';

/** What is sent, byte for byte: nothing is added to the headers, and a name may come twice. */
export interface RawRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
}

export interface RawConnection {
  send(request: RawRequest): Promise<Response>;
  close(): void;
}

/** Mutual TLS on connections that are kept, without anything that a client would mend. */
export function openRawConnection(base: string, ca: string, identity: TlsIdentity | undefined): RawConnection {
  const { hostname, port } = new URL(base);
  const agent = new Agent({ keepAlive: true, maxSockets: 16, maxCachedSessions: 0 });
  const shared: RequestOptions = { agent, hostname, port, servername: 'localhost', ca, ...identity };
  return {
    send: ({ method, target, headers, body }) =>
      new Promise((resolve, reject) => {
        const lines = headers.flat();
        const request = startRequest({ ...shared, method, path: target, headers: lines, setDefaultHeaders: false });
        request.once('error', reject).once('response', (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => void chunks.push(chunk)).once('error', reject);
          answer.once('end', () => resolve(toResponse(answer.statusCode ?? 0, answer.rawHeaders, chunks)));
        });
        request.end(body);
      }),
    close: () => agent.destroy(),
  };
}

function toResponse(status: number, rawHeaders: readonly string[], chunks: readonly Buffer[]): Response {
  const headers = new Headers();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2)
    headers.append(rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '');
  const body = chunks.length === 0 ? null : new Uint8Array(Buffer.concat(chunks));
  return new Response(body, { status, headers });
}
