import { Agent, request as send } from 'node:http';
import type { Operation, Parameter } from '@openxs2a/ir';
import type { PlainRequest } from './harness.ts';

/** A request as it lies on the wire, written without any code of what is tested. */
export interface RawRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body?: Buffer;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 16 });

export function sendRaw(port: number, { method, path, headers, body }: RawRequest): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const lines = [
      ...headers,
      ['host', `127.0.0.1:${port}`],
      ...(body === undefined ? [] : [['content-length', `${body.length}`]]),
    ];
    const outgoing = send({ agent, port, method, path, host: '127.0.0.1', headers: lines.flat() }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () =>
        resolve({
          status: incoming.statusCode ?? 0,
          headers: incoming.headers,
          text: Buffer.concat(chunks).toString('utf8'),
        }),
      );
      incoming.on('error', reject);
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** Writes a request of plain values; texts stay as they are where the place of a value is text. */
export function writeRequest(operation: Operation, request: PlainRequest): RawRequest {
  const of = (place: Parameter['in']) => operation.parameters.filter((parameter) => parameter.in === place);
  const path = operation.path.replace(/\{([^{}]+)\}/g, (_, name: string) =>
    encodeURIComponent(printText(request.path[name], ',')),
  );
  const query = of('query').flatMap((parameter) => writeQuery(parameter, request.query[parameter.name]));
  const cookies = of('cookie').flatMap(({ name }) =>
    request.cookies[name] === undefined ? [] : [`${name}=${encodeURIComponent(String(request.cookies[name]))}`],
  );
  const headers = of('header').flatMap(({ name }) =>
    request.headers[name] === undefined ? [] : [[name, printText(request.headers[name], ',')] as const],
  );
  const body = request.body === undefined ? undefined : writeBody(request.body.type, request.body.value);
  return {
    method: operation.method.toUpperCase(),
    path: query.length === 0 ? path : `${path}?${query.join('&')}`,
    headers: [
      ...headers,
      ...(cookies.length === 0 ? [] : [['cookie', cookies.join('; ')] as const]),
      ...(body === undefined ? [] : [['content-type', body.type] as const]),
    ],
    ...(body === undefined ? {} : { body: body.bytes }),
  };
}

function printText(value: unknown, separator: string): string {
  if (Array.isArray(value)) return value.map(String).join(separator);
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}

const SEPARATORS: Readonly<Record<string, string>> = { spaceDelimited: '%20', pipeDelimited: '|' };

function writeQuery({ name, style, explode, contentType }: Parameter, value: unknown): readonly string[] {
  const key = encodeURIComponent(name);
  if (value === undefined) return [];
  if (contentType !== undefined) return [`${key}=${encodeURIComponent(JSON.stringify(value))}`];
  if (style === 'deepObject' && typeof value === 'object' && value !== null) {
    return Object.entries(value).map(
      ([member, item]) => `${key}%5B${encodeURIComponent(member)}%5D=${encodeURIComponent(String(item))}`,
    );
  }
  if (!Array.isArray(value)) return [`${key}=${encodeURIComponent(printText(value, ','))}`];
  const items = value.map((item) => encodeURIComponent(String(item)));
  return explode ? items.map((item) => `${key}=${item}`) : [`${key}=${items.join(SEPARATORS[style] ?? ',')}`];
}

function writeBody(type: string, value: unknown): { type: string; bytes: Buffer } {
  if (type === 'multipart/form-data') return writeMultipart(value as Record<string, unknown>);
  if (type === 'application/x-www-form-urlencoded')
    return { type, bytes: Buffer.from(writeForm(value as Record<string, unknown>)) };
  if (value instanceof Uint8Array) return { type, bytes: Buffer.from(value) };
  const isText = typeof value === 'string' && !type.includes('json');
  return { type, bytes: Buffer.from(isText ? value : JSON.stringify(value)) };
}

function writeForm(fields: Readonly<Record<string, unknown>>): string {
  const pairs = Object.entries(fields).flatMap(([name, value]) =>
    Array.isArray(value) ? value.map((item) => [name, String(item)]) : [[name, printText(value, ',')]],
  );
  return new URLSearchParams(pairs).toString();
}

function writeMultipart(parts: Readonly<Record<string, unknown>>): { type: string; bytes: Buffer } {
  const boundary = 'contract-7f3c';
  const pieces = Object.entries(parts).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((item: unknown) => {
      const [type, bytes] = writePart(item);
      const head = `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${item instanceof Uint8Array ? '; filename="a"' : ''}\r\nContent-Type: ${type}\r\n\r\n`;
      return Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n')]);
    }),
  );
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    bytes: Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]),
  };
}

function writePart(value: unknown): [type: string, bytes: Buffer] {
  if (value instanceof Uint8Array) return ['application/octet-stream', Buffer.from(value)];
  if (typeof value === 'object' && value !== null) return ['application/json', Buffer.from(JSON.stringify(value))];
  return ['text/plain', Buffer.from(String(value))];
}
