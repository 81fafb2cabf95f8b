import type { Check } from './check.ts';
import { ADDRESS_CHECKS } from './checks/addresses.ts';
import { AUTHORITY_CHECKS } from './checks/authority.ts';
import { CRITICALITY_CHECKS } from './checks/criticality.ts';
import { FRAME_CHECKS } from './checks/frame.ts';
import { KEY_CHECKS } from './checks/key.ts';
import { ORGANIZATION_CHECKS } from './checks/organization.ts';
import { POLICY_CHECKS } from './checks/policies.ts';
import { PSD2_CHECKS } from './checks/psd2.ts';
import { STATEMENT_CHECKS } from './checks/statements.ts';
import { SUBJECT_CHECKS } from './checks/subject.ts';
import { USAGE_CHECKS } from './checks/usage.ts';
import { WEB_CHECKS } from './checks/web.ts';

/** Every rule that a certificate is held against. */
export const CHECKS: readonly Check[] = [
  ...FRAME_CHECKS,
  ...KEY_CHECKS,
  ...STATEMENT_CHECKS,
  ...PSD2_CHECKS,
  ...ORGANIZATION_CHECKS,
  ...SUBJECT_CHECKS,
  ...USAGE_CHECKS,
  ...POLICY_CHECKS,
  ...WEB_CHECKS,
  ...ADDRESS_CHECKS,
  ...CRITICALITY_CHECKS,
  ...AUTHORITY_CHECKS,
];
