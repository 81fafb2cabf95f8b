export { describeCoreBanking } from './contract/describe-core-banking.ts';
export type { CoreBankingFixture } from './contract/fixture.ts';
export type { Law } from './contract/law.ts';
export { LAWS } from './contract/laws.ts';
