import type { GatewayOptions } from '@openxs2a/gateway';
import type { BankProfile } from '@openxs2a/profile';
import type { Config, GatewayConfig } from '../config.ts';
import type { Renewable } from '../renew/renewable.ts';
import { openAnswerSigner } from './answer-signer.ts';
import { createConnection } from './connection.ts';
import { createRegister } from './register.ts';
import { openTrust } from './trust.ts';

/** The part of a configuration that is about those who call, with a gateway in the process or apart. */
export type CallerConfig = Pick<Config, keyof GatewayConfig & keyof Config>;

export interface Callers {
  /** For `createGateway`. */
  readonly callers: Pick<GatewayOptions, 'certificates' | 'connection' | 'answerSigner' | 'register'>;
  readonly renewables: readonly Renewable<CallerConfig>[];
}

/** What the configuration says about those who call, and what answers are sealed with. */
export function openCallers(config: CallerConfig, profile: BankProfile): Callers {
  const answerSigner = openAnswerSigner(config, profile);
  const register = createRegister(config);
  const trust = openTrust(config);
  return {
    callers: {
      certificates: trust.certificates,
      connection: createConnection(config),
      ...(answerSigner === undefined ? {} : { answerSigner: answerSigner.sign }),
      ...(register === undefined ? {} : { register }),
    },
    renewables: [trust.renewable, ...(answerSigner === undefined ? [] : [answerSigner.renewable])],
  };
}
