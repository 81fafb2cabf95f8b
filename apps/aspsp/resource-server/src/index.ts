export type { ChequePeriod, ChequeRegister, DepositedCheque } from './cheques/cheque.ts';
export { createResourceServer } from './create-resource-server.ts';
export type { ResourceServerDeps } from './deps.ts';
