import {
  type Certificate,
  type CertificateUse,
  type CertificateVerdict,
  createVerifier,
  OIDS,
  type RevocationOptions,
} from '@openxs2a/certificates';
import { type Call, type Io, UsageError } from '@openxs2a/generate';
import { readCertificateFile } from '../files/read-certificates.ts';

/** What a call wants to have verified. */
export interface Verification {
  readonly anchors: readonly Certificate[];
  readonly intermediates: readonly Certificate[];
  readonly use: CertificateUse | undefined;
  readonly checkRevocation: boolean;
}

/** Undefined where the call has no `--trust`. */
export async function readVerification(call: Call, io: Io): Promise<Verification | undefined> {
  const trust = call.texts('trust');
  const use = call.text('use');
  const checkRevocation = call.flag('check-revocation');
  if (trust.length === 0) {
    const given = [
      ...call.texts('intermediate').map(() => '--intermediate FILE'),
      ...(use === undefined ? [] : ['--use USE']),
      ...(checkRevocation ? ['--check-revocation'] : []),
    ];
    if (given.length > 0)
      throw new UsageError(`${given[0]} goes with --trust FILE: without trust, nothing is verified.`);
    return undefined;
  }
  const read = async (names: readonly string[]) =>
    (await Promise.all(names.map((name) => readCertificateFile(name, io)))).flat();
  const isUse = use === 'qwac' || use === 'qsealc';
  return {
    anchors: await read(trust),
    intermediates: await read(call.texts('intermediate')),
    use: isUse ? use : undefined,
    checkRevocation,
  };
}

/** Verifies each certificate that is no authority's; the others of the file may stand between it and the trust. */
export function createVerification(
  { anchors, intermediates, use, checkRevocation }: Verification,
  certificates: readonly Certificate[],
  now: Date,
): (certificate: Certificate) => Promise<CertificateVerdict | undefined> {
  const revocation: RevocationOptions = checkRevocation ? {} : UNASKED;
  const verifier = createVerifier({ anchors, intermediates, revocation, clock: () => now });
  const authorities = certificates.filter(isAuthority);
  return async (certificate) =>
    isAuthority(certificate) && certificates.length > 1
      ? undefined
      : verifier.verify(certificate, { use: use ?? guessUse(certificate), intermediates: authorities });
}

/** Nobody is asked, and the verdict says so. */
const UNASKED: RevocationOptions = {
  fetch: () => Promise.reject(new Error('revocation is not checked')),
  whenUnreachable: 'accept',
};

function isAuthority({ extensions }: Certificate): boolean {
  return extensions.basicConstraints?.ca === true;
}

/** A seal, if it says so or may only sign; otherwise it is for TLS. */
function guessUse({ qualified, extensions }: Certificate): CertificateUse {
  const types = qualified.kind === 'absent' ? [] : (qualified.value?.types ?? []);
  if (types.includes(OIDS.qcTypeEseal)) return 'qsealc';
  return types.length === 0 && extensions.extendedKeyUsage === undefined ? 'qsealc' : 'qwac';
}
