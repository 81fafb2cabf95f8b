import { hash } from 'node:crypto';
import { type Certificate, CertificateError, readCertificates } from '@openxs2a/certificates';
import type { Forwarded } from './client-cert.ts';
import { parseXfccElements, type XfccPair } from './xfcc-elements.ts';

const LONGEST_CHAIN = 10;

/**
 * `X-Forwarded-Client-Cert` of Envoy in its mode SANITIZE_SET: one element, with `Hash` and with `Cert` or `Chain` (PEM,
 * percent-encoded; the chain begins with the client's own). More than one element means that others have a say, and is
 * refused. So is a key that comes twice: of names in the client's certificate, which stand there too, old releases quote
 * nothing, so that a name can look like further pairs. `Hash` is the proxy's own word; what `Cert` says has to have it.
 */
export function parseXfcc(text: string): Forwarded {
  const elements = parseXfccElements(text.trim());
  if (elements === undefined) return { problem: 'X-Forwarded-Client-Cert is malformed' };
  const [element = [], ...others] = elements;
  if (others.length > 0) return { problem: 'X-Forwarded-Client-Cert has several elements' };
  return readElement(element);
}

function readElement(element: readonly XfccPair[]): Forwarded {
  const values = { hash: findAll(element, 'hash'), cert: findAll(element, 'cert'), chain: findAll(element, 'chain') };
  if (Object.values(values).some((found) => found.length > 1))
    return { problem: 'X-Forwarded-Client-Cert says something twice' };
  const [own] = values.cert.map(readPem);
  const [chain] = values.chain.map(readPem);
  const [leaf] = own ?? chain ?? [];
  if (leaf === undefined || own?.length === 0 || chain?.length === 0)
    return { problem: 'X-Forwarded-Client-Cert has no certificate' };
  if ((own?.length ?? 1) > 1) return { problem: 'Cert is more than one certificate' };
  if ((chain?.length ?? 0) > LONGEST_CHAIN) return { problem: 'Chain is too long' };
  if (chain !== undefined && chain[0]?.fingerprint !== leaf.fingerprint)
    return { problem: 'Chain does not begin with the certificate' };
  if (values.hash[0]?.toLowerCase() !== hash('sha256', leaf.der, 'hex'))
    return { problem: 'Hash is not of the certificate' };
  return { leaf: leaf.der, chain: (chain ?? []).slice(1).map(({ der }) => der) };
}

const findAll = (element: readonly XfccPair[], name: string): readonly string[] =>
  element.filter(([key]) => key.toLowerCase() === name).map(([, value]) => value);

/** Empty for what is no certificate. */
function readPem(text: string): readonly Certificate[] {
  try {
    return readCertificates(decodeURIComponent(text));
  } catch (error) {
    if (error instanceof CertificateError || error instanceof URIError) return [];
    throw error;
  }
}
