import { OIDS } from '../../oids.ts';
import type { CertificateTemplate } from '../certificate.ts';
import { keyUsage } from '../extensions/key-usage.ts';
import { policies } from '../extensions/policies.ts';
import { qcStatements } from '../extensions/qc-statements.ts';
import { identifyKeys, pointTo, toFrame } from './issued.ts';
import { checkParty } from './party.ts';
import { type PspCertificateInput, toStatements } from './psp.ts';
import { toSealSubject } from './subject.ts';

export interface QsealcInput extends PspCertificateInput {
  /** The key is in a qualified seal creation device: QCP-l-qscd rather than QCP-l. */
  readonly isKeyInDevice?: boolean;
}

/** A certificate for seals on messages (TS 119 495 5, EN 319 412-3). Its key usage is of type A (EN 319 412-2 4.3.2). */
export function qsealcTemplate(input: QsealcInput): CertificateTemplate {
  const { party, urls, isKeyInDevice = false } = input;
  checkParty(party);
  return {
    ...toFrame(input),
    subject: toSealSubject(party),
    extensions: [
      ...identifyKeys(input),
      keyUsage(['nonRepudiation']),
      policies([isKeyInDevice ? OIDS.qcpLegalQscd : OIDS.qcpLegal], urls),
      ...pointTo(urls),
      qcStatements({ ...toStatements(input), isKeyInDevice, types: [OIDS.qcTypeEseal] }),
    ],
  };
}
