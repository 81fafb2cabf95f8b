import { createVerifier, type Verifier } from '@openxs2a/certificates';
import {
  askRegister,
  behindProxy,
  type ConnectionReader,
  type GatewayOptions,
  inProcess,
  type RegisterLookup,
  readRegisterExtract,
} from '@openxs2a/gateway';
import type { BankProfile } from '@openxs2a/profile';
import { systemClock } from '@openxs2a/service';
import { BankError } from '../bank-error.ts';
import type { Config, GatewayConfig } from '../config.ts';
import { createAnswerSigner } from './answer-signer.ts';
import { readConfigured } from './read-certificates.ts';

type CallerConfig = Pick<Config, keyof GatewayConfig & keyof Config>;
type Callers = Pick<GatewayOptions, 'certificates' | 'connection' | 'answerSigner' | 'register'>;

/** What the configuration says about those who call, and what answers are sealed with. */
export function openCallers(config: CallerConfig, profile: BankProfile): Callers {
  const answerSigner = createAnswerSigner(config, profile);
  const register = createRegister(config);
  return {
    certificates: createTrust(config),
    connection: createConnection(config),
    ...(answerSigner === undefined ? {} : { answerSigner }),
    ...(register === undefined ? {} : { register }),
  };
}

/** Throws BankError where there are two. */
function createRegister(config: CallerConfig): RegisterLookup | undefined {
  const { registerUrl: url, registerExtract: path, registerCountry } = config;
  const where = registerCountry === undefined ? {} : { country: registerCountry };
  if (url !== undefined && path !== undefined)
    throw new BankError('ERR_BANK_REGISTER', 'REGISTER_URL and REGISTER_EXTRACT are two registers: give one of them.');
  if (path !== undefined) return readRegisterExtract({ path, ...where });
  return url === undefined ? undefined : askRegister({ url, fetch, ...where });
}

/** Whose certificates count. */
function createTrust({
  trustAnchors,
  intermediates,
  revocationMaxAge,
  revocationGrace,
  revocationUnreachable: whenUnreachable,
}: CallerConfig): Verifier {
  return createVerifier({
    anchors: readConfigured('TRUST_ANCHORS', trustAnchors),
    intermediates: intermediates === undefined ? [] : readConfigured('INTERMEDIATES', intermediates),
    clock: systemClock,
    revocation: { maxAge: revocationMaxAge * 1_000, grace: revocationGrace * 1_000, whenUnreachable },
  });
}

/** Where a client's certificate is read. Throws BankError where a proxy is named and not taken, or taken and not named. */
function createConnection({
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
