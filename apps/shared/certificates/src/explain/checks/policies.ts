import { OIDS } from '../../oids.ts';
import { type Check, PROVIDERS } from '../check.ts';
import { findQualifiedPolicy, type QualifiedPolicy } from '../words/policies.ts';

const qualifiedOf = (policies: readonly string[]): readonly QualifiedPolicy[] =>
  policies.flatMap((oid) => findQualifiedPolicy(oid) ?? []);

const namesOf = (policies: readonly QualifiedPolicy[]): string => policies.map(({ name }) => name).join(', ');

export const POLICY_CHECKS: readonly Check[] = [
  {
    code: 'policies-missing',
    severity: 'error',
    clause: 'EN 319 412-2 GEN-4.3.3-2',
    advice: 'The issuer must name the policy under which it issued.',
    of: PROVIDERS,
    find: ({ certificate: { extensions } }) => (extensions.policies.length === 0 ? 'It names no policy.' : undefined),
  },
  {
    code: 'qualified-policy-missing',
    severity: 'warning',
    clause: 'EN 319 412-2 QCS-5.2-1',
    advice:
      'The issuer should name one of EN 319 411-2: QEVCP-w, QNCP-w or QNCP-w-gen for TLS, QCP-l or QCP-l-qscd for seals.',
    of: PROVIDERS,
    find: ({ certificate: { extensions } }) =>
      extensions.policies.length > 0 && qualifiedOf(extensions.policies).length === 0
        ? 'None of its policies is one of qualified certificates.'
        : undefined,
  },
  {
    code: 'qualified-policy-several',
    severity: 'error',
    clause: 'EN 319 412-2 QCS-5.2-1',
    advice: 'The issuer must name exactly one policy of qualified certificates.',
    of: PROVIDERS,
    find: ({ certificate: { extensions } }) => {
      const policies = qualifiedOf(extensions.policies);
      return policies.length > 1
        ? `It names several policies of qualified certificates: ${namesOf(policies)}.`
        : undefined;
    },
  },
  {
    code: 'qualified-policy-of-other-type',
    severity: 'error',
    clause: 'EN 319 412-2 QCS-5.2-2',
    advice: 'The issuer must name the policy that fits the statements.',
    of: PROVIDERS,
    find: ({ certificate: { extensions }, shape }) => {
      const other = qualifiedOf(extensions.policies).filter((policy) => policy.shape !== shape);
      return other.length === 0
        ? undefined
        : `It is for ${shape === 'web' ? 'TLS' : 'seals'}, under the policy ${namesOf(other)}.`;
    },
  },
  {
    code: 'device-against-policy',
    severity: 'error',
    clause: 'EN 319 412-2 QCS-5.2-2',
    advice: 'The issuer must state QcSSCD with a policy of -qscd, and only with it.',
    of: ['seal'],
    find: ({ certificate: { extensions }, statements: { isKeyInDevice } }) => {
      const [policy, ...more] = qualifiedOf(extensions.policies);
      if (more.length > 0 || policy?.isKeyInDevice === undefined || policy.isKeyInDevice === isKeyInDevice)
        return undefined;
      return `It states that the key is ${isKeyInDevice ? '' : 'not '}in a qualified device, under the policy ${policy.name}.`;
    },
  },
  {
    code: 'psd2-policy-alone',
    severity: 'error',
    clause: 'TS 119 495 OVR-6.1-3',
    advice: 'QCP-w-psd2 only stands beside QEVCP-w, QNCP-w or QNCP-w-gen.',
    of: PROVIDERS,
    find: ({ certificate: { extensions } }) =>
      extensions.policies.includes(OIDS.qcpWebPsd2) &&
      !qualifiedOf(extensions.policies).some(({ shape }) => shape === 'web')
        ? 'It names QCP-w-psd2 without a policy of qualified certificates for websites.'
        : undefined,
  },
  {
    code: 'ev-policy-missing',
    severity: 'note',
    clause: 'EN 319 411-2 5.3',
    advice: 'Beside QEVCP-w stands the policy of extended validation, 2.23.140.1.1. Only browsers look at it.',
    of: ['web'],
    find: ({ certificate: { extensions } }) =>
      extensions.policies.includes(OIDS.qevcpWeb) && !extensions.policies.includes(OIDS.cabfEv)
        ? 'It names QEVCP-w, and not the policy of extended validation.'
        : undefined,
  },
];
