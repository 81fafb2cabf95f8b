import type { Capture, CaptureNote } from '../capture.ts';
import { CaptureError } from '../capture-error.ts';
import type { Body } from '../http/read-body.ts';
import { encodeForm } from './encode-form.ts';
import { type JsonObject, listOf, objectOf, textOf } from './json.ts';

type Header = readonly [name: string, value: string];

export function readRequest(entry: JsonObject, index: number): Capture {
  const request = objectOf(entry['request']) ?? {};
  const { method, url, target } = readRequestLine(request, index);
  const headers = readHeaders(request, index, url);
  const post = objectOf(request['postData']);
  const { body, notes } = post === undefined ? bodyOf(undefined, undefined) : readPostData(post, index);
  return {
    kind: 'har',
    message: { method, target, url, headers, body },
    notes: [...notes, ...sizeNotes(request['bodySize'], body, headers)],
  };
}

export function readResponse(entry: JsonObject, index: number): Capture {
  const { method, url, target } = readRequestLine(objectOf(entry['request']) ?? {}, index);
  const response = objectOf(entry['response']) ?? {};
  const status = Number(response['status']);
  if (!Number.isInteger(status)) throw broken(index, 'response.status is no number');
  const content = objectOf(response['content']);
  const { body, notes } = bodyOf(textOf(content?.['text']), textOf(content?.['encoding']));
  const headers = readHeaders(response, index);
  return {
    kind: 'har',
    message: { method, target, url, headers, body, status },
    notes: [...notes, ...sizeNotes(content?.['size'], body, headers)],
  };
}

function readRequestLine(request: JsonObject, index: number): { method: string; url: string; target: string } {
  const [method, url] = [textOf(request['method']), textOf(request['url'])];
  if (method === undefined || url === undefined) throw broken(index, 'request.method or request.url is missing');
  const [, rest] = /^[A-Za-z][A-Za-z0-9+.-]*:\/\/[^/?#]*([^#]*)/.exec(url) ?? [];
  if (rest === undefined) throw broken(index, 'request.url is not absolute');
  return {
    method: method.toUpperCase(),
    url: url.replace(/#[\s\S]*$/, ''),
    target: rest.startsWith('/') ? rest : `/${rest}`,
  };
}

/** Pseudo-headers of HTTP/2 are no headers; the authority among them takes the place of Host. */
function readHeaders(part: JsonObject, index: number, url?: string): Header[] {
  const all = (listOf(part['headers']) ?? []).map((header): Header => {
    const { name, value } = objectOf(header) ?? {};
    if (typeof name !== 'string' || typeof value !== 'string') throw broken(index, 'a header has no name or no value');
    return [name, toBytes(value.trim())];
  });
  const headers = all.filter(([name]) => !name.startsWith(':'));
  const host = url === undefined ? undefined : /^[^:]+:\/\/(?:[^/?#]*@)?([^/?#]*)/.exec(url)?.[1];
  const hasHost = headers.some(([name]) => name.toLowerCase() === 'host');
  return host === undefined || hasHost ? headers : [['host', host], ...headers];
}

/** Tools write bytes of a header either as characters of Latin-1 or decoded; both become bytes. */
function toBytes(value: string): string {
  return /[^\0-\xff]/.test(value) ? Buffer.from(value, 'utf8').toString('latin1') : value;
}

function readPostData(post: JsonObject, index: number): Body {
  const text = textOf(post['text']);
  const params = listOf(post['params']) ?? [];
  if (text !== undefined && (text !== '' || params.length === 0)) return bodyOf(text, textOf(post['encoding']));
  if (params.length === 0) return bodyOf(undefined, undefined);
  const type = textOf(post['mimeType']) ?? '';
  if (/^multipart\//i.test(type)) {
    const message = `The body of entry ${index} is multipart and only its parts are in the HAR: its bytes cannot be told from them.`;
    throw new CaptureError('ERR_CAPTURE_UNSUPPORTED', message);
  }
  return { body: Buffer.from(encodeForm(params), 'utf8'), notes: [REBUILT] };
}

const REBUILT: CaptureNote = {
  code: 'body-rebuilt',
  words:
    'The HAR has the parameters of the form and not its text: the body was written anew, and its bytes may differ.',
};

function bodyOf(text: string | undefined, encoding: string | undefined): Body {
  if (text === undefined) return { body: new Uint8Array(), notes: [] };
  if (encoding?.toLowerCase() === 'base64') return { body: Buffer.from(text, 'base64'), notes: [] };
  return { body: Buffer.from(text, 'utf8'), notes: text.includes('\ufffd') ? [DAMAGED] : [] };
}

const DAMAGED: CaptureNote = {
  code: 'body-damaged',
  words: 'The body has characters U+FFFD: the tool read bytes that are no UTF-8 as text, and they are lost.',
};

/** What the HAR says of the size of the body (-1: not known), or else the header. */
function sizeNotes(size: unknown, body: Uint8Array, headers: readonly Header[]): CaptureNote[] {
  const declared = headers.find(([name]) => name.toLowerCase() === 'content-length')?.[1];
  const expected =
    declared !== undefined && /^\d+$/.test(declared) ? Number(declared) : typeof size === 'number' ? size : -1;
  if (expected < 0 || expected === body.length) return [];
  if (body.length === 0)
    return [{ code: 'body-absent', words: `A body of ${expected} bytes was sent, but it is not in the HAR.` }];
  const words = `A body of ${expected} bytes was sent, but the one in the HAR has ${body.length}: decoded, or cut.`;
  return [{ code: 'body-length-differs', words }];
}

function broken(index: number, what: string): CaptureError {
  return new CaptureError('ERR_CAPTURE_SYNTAX', `Entry ${index} of the HAR is broken: ${what}.`);
}
