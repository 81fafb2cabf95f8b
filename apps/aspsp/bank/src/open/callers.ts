import type { GatewayOptions } from '@openxs2a/gateway';
import type { BankProfile } from '@openxs2a/profile';
import type { Config, GatewayConfig } from '../config.ts';
import { createAnswerSigner } from './answer-signer.ts';
import { createConnection } from './connection.ts';
import { createRegister } from './register.ts';
import { createTrust } from './trust.ts';

/** The part of a configuration that is about those who call, with a gateway in the process or apart. */
export type CallerConfig = Pick<Config, keyof GatewayConfig & keyof Config>;
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
