import { quote } from '../../printable.ts';
import { CaptureError } from '../capture-error.ts';
import type { Word } from './words.ts';

/** One option of a call, by its long name. A URL without an option is `url`. */
export interface CurlOption {
  readonly name: string;
  readonly value: string;
  readonly line: number;
}

const names = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Long options of curl 8 that take a value; all others are switches. */
const VALUED = names(`
  abstract-unix-socket alt-svc aws-sigv4 cacert capath cert cert-type ciphers config connect-timeout connect-to
  continue-at cookie cookie-jar create-file-mode crlfile curves data data-ascii data-binary data-raw data-urlencode
  delegation dns-interface dns-ipv4-addr dns-ipv6-addr dns-servers doh-url dump-header ech egd-file engine etag-compare
  etag-save expect100-timeout form form-string ftp-account ftp-alternative-to-user ftp-method ftp-port ftp-ssl-ccc-mode
  happy-eyeballs-timeout-ms haproxy-clientip header hostpubmd5 hostpubsha256 hsts interface ip-tos ipfs-gateway json
  keepalive-cnt keepalive-time key key-type krb libcurl limit-rate local-port login-options mail-auth mail-from
  mail-rcpt max-filesize max-redirs max-time netrc-file noproxy oauth2-bearer output output-dir parallel-max
  parallel-max-host pass pinnedpubkey preproxy proto proto-default proto-redir proxy proxy-cacert proxy-capath
  proxy-cert proxy-cert-type proxy-ciphers proxy-crlfile proxy-header proxy-key proxy-key-type proxy-pass
  proxy-pinnedpubkey proxy-service-name proxy-tls13-ciphers proxy-tlsauthtype proxy-tlspassword proxy-tlsuser proxy-user
  proxy1.0 pubkey quote random-file range rate referer request request-target resolve retry retry-delay retry-max-time
  sasl-authzid service-name sigalgs socks4 socks4a socks5 socks5-gssapi-service socks5-hostname speed-limit speed-time
  stderr telnet-option tftp-blksize time-cond tls-max tls13-ciphers tlsauthtype tlspassword tlsuser trace trace-ascii
  trace-config unix-socket upload-file upload-flags url url-query user user-agent variable vlan-priority write-out
`);

/** Short options, by the long ones that they stand for. */
const SHORT: Readonly<Record<string, string>> = Object.fromEntries(
  `A=user-agent b=cookie c=cookie-jar C=continue-at d=data D=dump-header e=referer E=cert F=form G=get H=header
  I=head K=config m=max-time o=output P=ftp-port Q=quote r=range t=telnet-option T=upload-file u=user U=proxy-user
  w=write-out x=proxy X=request y=speed-time Y=speed-limit z=time-cond :=next g=globoff h=help V=version`
    .split(/\s+/)
    .map((pair) => [pair.slice(0, 1), pair.slice(2)]),
);

/** The options of a call, in order, short ones (also several in a word: `-sSXPOST`) by their long names. */
export function readOptions(words: readonly Word[]): CurlOption[] {
  const options: CurlOption[] = [];
  const rest = words.values();
  for (const word of rest) {
    if (word.text.startsWith('--') && word.text !== '--') options.push(readLong(word, rest));
    else if (/^-./.test(word.text) && word.text !== '--') readShort(word, rest, options);
    else if (word.text !== '--') options.push({ name: 'url', value: word.text, line: word.line });
  }
  return options;
}

function readLong({ text, line }: Word, rest: Iterator<Word>): CurlOption {
  const name = text.slice(2);
  return { name, value: VALUED.has(name) ? takeValue(text, line, rest) : '', line };
}

function readShort({ text, line }: Word, rest: Iterator<Word>, options: CurlOption[]): void {
  for (let at = 1; at < text.length; at += 1) {
    const letter = text[at] ?? '';
    const name = Object.hasOwn(SHORT, letter) ? (SHORT[letter] ?? letter) : letter;
    if (VALUED.has(name)) {
      const attached = text.slice(at + 1);
      options.push({ name, value: attached === '' ? takeValue(`-${letter}`, line, rest) : attached, line });
      return;
    }
    options.push({ name, value: '', line });
  }
}

function takeValue(option: string, line: number, rest: Iterator<Word>): string {
  const { value, done } = rest.next();
  if (done === true) throw new CaptureError('ERR_CAPTURE_SYNTAX', `The option ${quote(option)} needs a value.`, line);
  return value.text;
}
