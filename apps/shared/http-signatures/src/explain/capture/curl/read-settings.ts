import { quote } from '../../printable.ts';
import type { CaptureOptions } from '../capture.ts';
import { CaptureError } from '../capture-error.ts';
import { encodeFormPiece } from './form-piece.ts';
import type { CurlOption } from './options.ts';

/** What the options of a call make of the request, in the manner of curl. */
export interface CurlSettings {
  readonly urls: readonly { readonly text: string; readonly line: number }[];
  readonly headers: readonly string[];
  /** Headers that options stand for; one by `--header` wins over them. */
  readonly implied: ReadonlyMap<string, string>;
  readonly data?: string;
  readonly isJson: boolean;
  readonly upload?: string;
  readonly query: readonly string[];
  readonly method?: string;
  readonly target?: string;
  readonly switches: ReadonlySet<string>;
}

/** The same while it is being made. */
interface Draft extends CurlSettings {
  readonly urls: CurlSettings['urls'][number][];
  readonly headers: string[];
  readonly implied: Map<string, string>;
  readonly query: string[];
  readonly switches: Set<string>;
  data?: string;
  isJson: boolean;
  upload?: string;
  method?: string;
  target?: string;
}

type Apply = (draft: Draft, option: CurlOption, read: (path: string) => string) => void;

export function readSettings(options: readonly CurlOption[], readFile: CaptureOptions['readFile']): CurlSettings {
  const draft: Draft = { urls: [], headers: [], implied: new Map(), isJson: false, query: [], switches: new Set() };
  for (const option of options) {
    const apply = Object.hasOwn(EFFECTS, option.name) ? EFFECTS[option.name] : undefined;
    if (apply === undefined) draft.switches.add(option.name);
    else apply(draft, option, (path) => load(path, option, readFile));
  }
  return draft;
}

const imply =
  (name: string, render: (value: string) => string = (value) => value): Apply =>
  (draft, { value }) => {
    draft.implied.set(name, render(value));
  };

const refuse =
  (why: string): Apply =>
  (_draft, { name, line }) => {
    throw new CaptureError('ERR_CAPTURE_UNSUPPORTED', `The option --${name}: ${why}.`, line);
  };

const appendData: Apply = (draft, { value }, read) => {
  // what comes from a file loses its line ends and zero bytes; what stands in the command does not
  append(draft, value.startsWith('@') ? read(value.slice(1)).replace(/[\r\n\0]/g, '') : value);
};

const EFFECTS: Readonly<Record<string, Apply>> = {
  url: (draft, { value, line }) => {
    draft.urls.push({ text: value, line });
  },
  header: (draft, { value }, read) => {
    const lines = value.startsWith('@')
      ? read(value.slice(1))
          .split(/\r?\n/)
          .filter((line) => line !== '')
      : [value];
    for (const line of lines) draft.headers.push(line);
  },
  data: appendData,
  'data-ascii': appendData,
  'data-raw': (draft, { value }) => append(draft, value),
  'data-binary': (draft, { value }, read) => append(draft, value.startsWith('@') ? read(value.slice(1)) : value),
  'data-urlencode': (draft, { value }, read) => append(draft, encodeFormPiece(value, read)),
  json: (draft, { value }, read) => {
    draft.data = `${draft.data ?? ''}${value.startsWith('@') ? read(value.slice(1)) : value}`;
    draft.isJson = true;
  },
  'url-query': (draft, { value }, read) => {
    draft.query.push(value.startsWith('+') ? value.slice(1) : encodeFormPiece(value, read));
  },
  'upload-file': (draft, { value }, read) => {
    draft.upload = read(value);
  },
  request: (draft, { value }) => {
    draft.method = value;
  },
  'request-target': (draft, { value }) => {
    draft.target = value;
  },
  user: imply('Authorization', toBasic),
  'oauth2-bearer': imply('Authorization', (value) => `Bearer ${value}`),
  'user-agent': imply('User-Agent'),
  referer: imply('Referer', (value) => value.replace(/;auto$/, '')),
  cookie: (draft, option, read) => {
    if (option.value.includes('=')) imply('Cookie')(draft, option, read);
  },
  form: refuse(
    'curl draws a new boundary for every multipart body, so that the bytes that were signed cannot be told from the command. Capture the request as raw HTTP or HAR',
  ),
  'form-string': (draft, option, read) => EFFECTS['form']?.(draft, option, read),
  next: refuse('there is more than one request in the command. Keep the one to be explained'),
  config: refuse('the options are in a file. Write them into the command'),
};

/** The value of `Authorization` for `user:password` in bytes. */
export function toBasic(userAndPassword: string): string {
  return `Basic ${Buffer.from(userAndPassword, 'latin1').toString('base64')}`;
}

function append(draft: Draft, piece: string): void {
  draft.data = draft.data === undefined ? piece : `${draft.data}&${piece}`;
}

function load(path: string, { name, line }: CurlOption, readFile: CaptureOptions['readFile']): string {
  if (path === '-' || readFile === undefined) {
    const from = path === '-' ? 'the standard input' : `the file ${quote(path)}`;
    const message = `The option --${name} takes its bytes from ${from}, which is not part of the command. Put them into it.`;
    throw new CaptureError('ERR_CAPTURE_INCOMPLETE', message, line);
  }
  return Buffer.from(readFile(path)).toString('latin1');
}
