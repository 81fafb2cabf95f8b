export { createManualClock, type ManualClock } from './testing/manual-clock.ts';
export {
  createTestBank,
  FAST_SCA_POLICY,
  REQUEST_ID,
  type TestBank,
  type TestBankOptions,
  type TestRequest,
} from './testing/test-bank.ts';
export { createTestProof, TEST_IDENTITY } from './testing/test-proof.ts';
