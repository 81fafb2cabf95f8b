import type { Identity } from '../identity.ts';
import type { Proof } from '../proof.ts';

export const TEST_IDENTITY: Identity = {
  tppId: 'PSDDE-BAFIN-100001',
  legalName: 'Accounts in Sight GmbH',
  roles: ['PSP_AI'],
  nca: { id: 'DE-BAFIN', name: 'Federal Financial Supervisory Authority' },
  qwac: {
    fingerprint: '00'.repeat(32),
    serialNumber: '01',
    issuer: 'CN=Test CA',
    notAfter: Date.parse('2028-01-01T00:00:00Z'),
    domains: ['tpp.example', '*.tpp.example'],
  },
};

/** A TPP for a test; `sent` by a header of this name, so that one bank meets several. */
export const TPP_HEADER = 'x-test-tpp';

/**
 * For tests of handlers alone: believes who calls. `x-test-tpp` names another TPP than the one given. Tests of who calls
 * have the gateway, with certificates.
 */
export function createTestProof(identity: Partial<Identity> = {}): Proof {
  return {
    certificate({ request, context }) {
      const tppId = request.headers.get(TPP_HEADER);
      context.identity = { ...TEST_IDENTITY, ...identity, ...(tppId === null ? {} : { tppId }) };
    },
    tpp() {},
    signature() {},
  };
}
