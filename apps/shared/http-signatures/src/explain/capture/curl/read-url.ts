import { quote } from '../../printable.ts';
import { CaptureError } from '../capture-error.ts';

/** A URL in the parts that the request needs, each as curl sends it: nothing is encoded anew. */
export interface CurlUrl {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;
  readonly query?: string;
  /** `user:password`, where it has one. */
  readonly user?: string;
}

const URL_PARTS = /^(?:([A-Za-z][A-Za-z0-9+.-]*):\/\/)?(?:([^/?#@]*)@)?([^/?#]*)([^?#]*)(?:\?([^#]*))?/;

export function readUrl(
  { text, line }: { readonly text: string; readonly line: number },
  switches: ReadonlySet<string>,
): CurlUrl {
  const [, scheme = 'http', user, authority = '', path = '', query] = URL_PARTS.exec(text) ?? [];
  if (authority === '' || /[\s\p{Cc}]/u.test(text)) {
    throw new CaptureError('ERR_CAPTURE_SYNTAX', `${quote(text)} is no URL that curl takes.`, line);
  }
  if (!switches.has('globoff') && /[[\]{}]/.test(`${path}?${query ?? ''}`)) {
    const message = `${quote(text)} is a pattern for several requests; --globoff is missing, or write the one to be explained.`;
    throw new CaptureError('ERR_CAPTURE_UNSUPPORTED', message, line);
  }
  const plain = switches.has('path-as-is') ? path : removeDotSegments(path);
  return {
    scheme: scheme.toLowerCase(),
    authority,
    path: plain === '' ? '/' : plain,
    ...(query === undefined ? {} : { query }),
    ...(user === undefined ? {} : { user: decodeBytes(user) }),
  };
}

/** RFC 3986, 5.2.4, for a path that begins with a slash. */
function removeDotSegments(path: string): string {
  if (!/\/\.\.?(?:\/|$)/.test(path)) return path;
  const kept: string[] = [];
  const segments = path.split('/').slice(1);
  for (const [index, segment] of segments.entries()) {
    const isLast = index === segments.length - 1;
    if (segment === '..') kept.pop();
    if (segment !== '.' && segment !== '..') kept.push(segment);
    else if (isLast) kept.push('');
  }
  return `/${kept.join('/')}`;
}

function decodeBytes(text: string): string {
  return text.replace(/%([0-9A-Fa-f]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
