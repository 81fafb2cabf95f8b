import type { Certificate, CertificateVerdict } from '@openxs2a/certificates';
import { type Explanation, explainCertificate, renderExplanation } from '@openxs2a/certificates/explain';
import { type Call, createProgress, EXIT, type Io } from '@openxs2a/generate';
import { parseDate } from '../files/parse-date.ts';
import { readCertificateFile } from '../files/read-certificates.ts';
import { toPlain } from './plain.ts';
import { createVerification, readVerification } from './verification.ts';

interface Examined {
  readonly certificate: Certificate;
  readonly explanation: Explanation;
  readonly verdict: CertificateVerdict | undefined;
}

export async function run(call: Call, io: Io): Promise<number> {
  const at = call.text('at');
  const now = at === undefined ? io.now() : parseDate(at);
  const progress = createProgress(io, call.flag('json'));
  const verification = await readVerification(call, io);
  const certificates = await readCertificateFile(call.argument('FILE'), io);
  const verify = verification === undefined ? undefined : createVerification(verification, certificates, now);
  if (verify !== undefined)
    progress.stage(verification?.checkRevocation ? 'Asking whether it is revoked' : 'Verifying');
  const examined: Examined[] = [];
  for (const certificate of certificates) {
    const verdict = await verify?.(certificate);
    const explanation = explainCertificate(certificate, { now, ...(verdict === undefined ? {} : { verdict }) });
    examined.push({ certificate, explanation, verdict });
  }
  progress.done();
  io.out(call.flag('json') ? renderJson(examined) : renderText(examined, io));
  return examined.some(hasFindings) ? EXIT.findings : EXIT.fine;
}

function hasFindings({ explanation, verdict }: Examined): boolean {
  return verdict?.accepted === false || explanation.findings.some(({ severity }) => severity !== 'note');
}

function renderText(examined: readonly Examined[], { columns }: Io): string {
  const options = columns === undefined ? {} : { width: columns };
  const texts = examined.map(({ explanation }) => renderExplanation(explanation, options));
  if (texts.length === 1) return texts.join('');
  return texts.map((text, index) => `Certificate ${index + 1} of ${texts.length}\n\n${text}`).join('\n\n');
}

function renderJson(examined: readonly Examined[]): string {
  const certificates = examined.map(({ certificate, explanation, verdict }) =>
    toPlain(certificate, explanation, verdict),
  );
  return `${JSON.stringify({ certificates }, null, 2)}\n`;
}
