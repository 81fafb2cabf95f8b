import { constants, X509Certificate } from 'node:crypto';
import type { ServerOptions } from 'node:https';
import { createSecureContext } from 'node:tls';
import { ServiceError } from '../errors.ts';

/** Who the listener is, and whom it asks to say the same. Everything is PEM. */
export interface TlsIdentity {
  readonly key: string;
  /** The certificate, and behind it those up to the anchor. */
  readonly cert: string;
}

export interface TlsOptions extends TlsIdentity {
  /**
   * `require` refuses in the handshake who brings no certificate that leads to `ca`. `request` asks, and refuses no one:
   * the app says what is wrong with a certificate, and must check it. Default: `none`.
   */
  readonly clientCertificates?: 'none' | 'request' | 'require';
  /** With `require`: the anchors that a client's certificate must lead to, PEM. */
  readonly ca?: string;
  /** Default: TLSv1.2, and there is nothing below it. */
  readonly minVersion?: 'TLSv1.2' | 'TLSv1.3';
}

/** Forward secret and authenticated ones only (RFC 9325, 4.2). */
const CIPHERS = [
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'TLS_AES_128_GCM_SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
].join(':');

/**
 * Where the app checks certificates it needs the intermediate ones that came along, and two things in Node would take
 * them away: the session of a client that comes again holds only its own certificate, hence no tickets; and once Node
 * itself has found that a certificate leads to an anchor, it no longer tells through which others, hence no anchors.
 */
const NO_ANCHORS: string[] = [];

/**
 * The options of Node for a listener. Throws ServiceError where key and certificate cannot be used, TypeError
 * where certificates are required without saying whose.
 */
export function toServerOptions(tls: TlsOptions): ServerOptions {
  const { clientCertificates = 'none', ca } = tls;
  if (clientCertificates === 'require' && ca === undefined) {
    throw new TypeError('"require" needs "ca": without it every certificate of the public web would do');
  }
  return {
    ...toContextOptions(tls),
    requestCert: clientCertificates !== 'none',
    rejectUnauthorized: clientCertificates === 'require',
  };
}

/** Throws ServiceError where a listener could not be who this says, as `listen` does. */
export function checkTls(tls: TlsOptions): void {
  toContextOptions(tls);
}

/** The part that can be renewed while the listener is up. */
export function toContextOptions({ key, cert, ca, clientCertificates = 'none', minVersion = 'TLSv1.2' }: TlsOptions) {
  const options = {
    key,
    cert,
    ca: clientCertificates === 'require' ? ca : NO_ANCHORS,
    minVersion,
    ciphers: CIPHERS,
    secureOptions: constants.SSL_OP_NO_RENEGOTIATION | (clientCertificates === 'none' ? 0 : constants.SSL_OP_NO_TICKET),
  };
  try {
    createSecureContext(options);
    if (clientCertificates === 'require') checkAnchors(ca);
  } catch (cause) {
    throw new ServiceError('ERR_TLS_UNUSABLE', `Key and certificate for TLS cannot be used: ${reasonOf(cause)}`, {
      cause,
    });
  }
  return options;
}

/** Node passes over what it cannot read, and a listener without anchors would let nobody in. */
function checkAnchors(ca = ''): void {
  const blocks = ca.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0) throw new Error('there is no anchor');
  for (const block of blocks) new X509Certificate(block);
}

/** OpenSSL names the rule that is broken and never the key. */
function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : 'they are not PEM';
}
