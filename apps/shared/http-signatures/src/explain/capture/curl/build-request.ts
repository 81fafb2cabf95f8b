import { quote } from '../../printable.ts';
import { BLANKS, trimBoth } from '../../trim.ts';
import type { Capture, CaptureNote } from '../capture.ts';
import { CaptureError } from '../capture-error.ts';
import { type CurlSettings, toBasic } from './read-settings.ts';
import { type CurlUrl, readUrl } from './read-url.ts';

type Header = readonly [name: string, value: string];

/** The request that curl sends for its settings; `User-Agent`, whose version is not known, is left out unless it was given. */
export function buildRequest(settings: CurlSettings): Pick<Capture, 'message' | 'notes'> {
  const url = readUrl(onlyUrl(settings), settings.switches);
  const asQuery = settings.switches.has('get');
  const query = [...settings.query, ...(asQuery && settings.data !== undefined ? [settings.data] : [])];
  const content = settings.upload ?? (asQuery ? undefined : settings.data);
  const target = settings.target ?? addQuery(url, query);
  const headers = buildHeaders(settings, url, content);
  const message = {
    method: methodOf(settings, content),
    target,
    url: `${url.scheme}://${url.authority}${target}`,
    headers,
    ...cutBody(headers, content ?? ''),
  };
  return { message: { ...message, body: Buffer.from(message.body, 'latin1') }, notes: addedNotes(settings, headers) };
}

function onlyUrl({ urls }: CurlSettings): CurlSettings['urls'][number] {
  const [url, second] = urls;
  if (url === undefined) throw new CaptureError('ERR_CAPTURE_SYNTAX', 'The command names no URL.');
  if (second === undefined) return url;
  const message = `The command names two URLs, ${quote(url.text)} and ${quote(second.text)}. Keep the one to be explained; if it is meant to be one, a quote is missing.`;
  throw new CaptureError('ERR_CAPTURE_ENTRY', message, second.line);
}

function methodOf({ method, switches, upload }: CurlSettings, content: string | undefined): string {
  if (method !== undefined) return method.toUpperCase();
  if (upload !== undefined) return 'PUT';
  if (switches.has('head')) return 'HEAD';
  return content === undefined ? 'GET' : 'POST';
}

function addQuery({ path, query }: CurlUrl, pieces: readonly string[]): string {
  const all = [...(query === undefined ? [] : [query]), ...pieces].join('&');
  return all === '' && query === undefined ? path : `${path}?${all}`;
}

/** A header in the call takes the place of curl's own; without a value it takes it away; `Name;` has an empty one. */
function buildHeaders(settings: CurlSettings, url: CurlUrl, content: string | undefined): Header[] {
  const given = settings.headers.map(readHeader).filter((header) => header !== undefined);
  const named = new Set(settings.headers.map((line) => /^[^:;]*/.exec(line)?.[0].trim().toLowerCase()));
  const own = [...defaultsOf(settings, url, content)].filter(([name]) => !named.has(name.toLowerCase()));
  return [...own, ...given];
}

function readHeader(line: string): Header | undefined {
  const colon = line.indexOf(':');
  if (colon > 0) {
    const value = trimBoth(line.slice(colon + 1), BLANKS);
    return value === '' ? undefined : [line.slice(0, colon).trim(), value];
  }
  return line.endsWith(';') ? [line.slice(0, -1).trim(), ''] : undefined;
}

function defaultsOf(settings: CurlSettings, url: CurlUrl, content: string | undefined): ReadonlyMap<string, string> {
  const headers = new Map([['Host', url.authority]]);
  if (url.user !== undefined) headers.set('Authorization', toBasic(url.user));
  headers.set('Accept', settings.isJson ? 'application/json' : '*/*');
  for (const [name, value] of settings.implied) headers.set(name, value);
  if (content === undefined) return headers;
  headers.set('Content-Length', String(content.length));
  if (settings.upload !== undefined) return headers;
  return headers.set('Content-Type', settings.isJson ? 'application/json' : 'application/x-www-form-urlencoded');
}

/** curl believes a `Content-Length` that it is given and sends no more than that. */
function cutBody(headers: readonly Header[], body: string): { readonly body: string } {
  const given = headers.find(([name]) => name.toLowerCase() === 'content-length')?.[1] ?? '';
  return { body: /^\d+$/.test(given) ? body.slice(0, Number(given)) : body };
}

function addedNotes({ headers: lines }: CurlSettings, headers: readonly Header[]): CaptureNote[] {
  const given = new Set(lines.map((line) => line.split(/[:;]/, 1)[0]?.trim().toLowerCase()));
  const added = headers.map(([name]) => name).filter((name) => !given.has(name.toLowerCase()));
  if (added.length === 0) return [];
  return [{ code: 'headers-added', words: `What curl adds by itself was added: ${added.join(', ')}.` }];
}
