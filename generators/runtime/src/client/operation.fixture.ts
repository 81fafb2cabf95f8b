import type { MediaDescriptor, OperationDescriptor } from '../descriptor.ts';

const json: MediaDescriptor = { type: 'application/json', kind: 'json' };

/** An operation that has something of everything, for tests. */
export const addBook: OperationDescriptor = {
  id: 'addBook',
  method: 'POST',
  path: '/shelves/{shelf}/books',
  parameters: [
    { name: 'shelf', in: 'path', required: true, shape: 'string' },
    { name: 'dry', in: 'query', shape: 'boolean' },
    { name: 'X-Request-ID', in: 'header', required: true, shape: 'string' },
    { name: 'seat', in: 'cookie', shape: 'integer' },
  ],
  body: { required: true, content: [json, { type: 'text/plain', kind: 'text' }, { type: 'image/*', kind: 'binary' }] },
  responses: [
    {
      status: '201',
      headers: [
        { name: 'Location', required: true, shape: 'string' },
        { name: 'X-Total', shape: 'integer' },
        { name: 'X-Complete', shape: 'boolean' },
      ],
      content: [json, { type: 'text/plain', kind: 'text' }],
    },
    { status: '204' },
    { status: '4XX', content: [{ type: 'application/problem+json', kind: 'json' }] },
  ],
  security: [{ library: [] }],
};

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
export const textOf = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);
