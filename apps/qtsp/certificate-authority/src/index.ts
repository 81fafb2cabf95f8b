export { enter } from './commands/enter.ts';
export { setUp } from './commands/set-up.ts';
export { CONFIG, type Config, INIT_CONFIG, type InitConfig, PERSON_CONFIG, type PersonConfig } from './config.ts';
export {
  createSandboxParties,
  type EquippedParty,
  type Sandbox,
  type SandboxIdentity,
} from './sandbox/create-sandbox-parties.ts';
export { SANDBOX_NCA, SANDBOX_PARTIES, type SandboxParty } from './sandbox/parties.ts';
export { writeSandbox } from './sandbox/write-sandbox.ts';
export { type StartedAuthority, startAuthority } from './start.ts';
