import { behindProxy, type ConnectionReader, inProcess } from '@openxs2a/gateway';
import { BankError } from '../bank-error.ts';
import type { CallerConfig } from './callers.ts';

/** Where a client's certificate is read. Throws BankError where a proxy is named and not taken, or taken and not named. */
export function createConnection({
  clientCertificate: form,
  proxyAddresses,
  proxyFingerprints,
}: CallerConfig): ConnectionReader {
  const isNamed = proxyAddresses !== undefined || proxyFingerprints !== undefined;
  if (form === 'tls') {
    if (isNamed)
      throw refuse('PROXY_ADDRESSES and PROXY_FINGERPRINTS count for nothing while CLIENT_CERTIFICATE is tls');
    return inProcess();
  }
  const trusted = {
    ...(proxyAddresses === undefined ? {} : { addresses: proxyAddresses }),
    ...(proxyFingerprints === undefined ? {} : { fingerprints: proxyFingerprints }),
  };
  try {
    return behindProxy({ form, trusted });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw refuse(
      `CLIENT_CERTIFICATE is ${form}, and PROXY_ADDRESSES or PROXY_FINGERPRINTS do not say whose word counts: ${error.message}`,
    );
  }
}

const refuse = (message: string) => new BankError('ERR_BANK_PROXY', `${message}.`);
