import type { Certificate } from '../../certificate.ts';
import { createCrlSource } from './crl-source.ts';
import { RevocationError } from './error.ts';
import type { Heard } from './fresh-cache.ts';
import { createOcspSource } from './ocsp-source.ts';
import type { Said, Source, SourceSetting, StatusQuestion } from './source.ts';

/** What all that could be asked about one certificate comes to. */
export type StatusReport = (
  | { readonly kind: 'told'; readonly by: Source['by']; readonly url: string; readonly said: Said }
  | { readonly kind: 'untold'; readonly error: RevocationError }
) & {
  /** When asking again may bring something new; milliseconds since 1970. */
  readonly recheckAt: number;
};

export interface Revocation {
  /** At once, or undefined where it would have to be waited for. Begins to renew what grows old. */
  peek(certificate: Certificate, issuer: Certificate): StatusReport | undefined;
  /** Never rejects. */
  ask(certificate: Certificate, issuer: Certificate): Promise<StatusReport>;
  forget(fingerprint?: string): void;
}

/** Of each kind; a certificate has one, seldom two. Each that is silent may cost a `timeout`. */
const MAXIMAL_ADDRESSES = 2;

/**
 * Must only be asked about certificates whose path was validated: it goes to the addresses that stand in them, and those of
 * a forged one are the attacker's choice.
 */
export function createRevocation(setting: SourceSetting): Revocation {
  const both = [createOcspSource(setting), createCrlSource(setting)];
  const sources = setting.revocation.prefer === 'ocsp' ? both : both.reverse();
  const never = { kind: 'untold', error: noAddress(), recheckAt: Number.POSITIVE_INFINITY } as const;
  return {
    peek(certificate, issuer) {
      const walk = consult(listPlaces(sources, certificate, issuer), never);
      for (let step = walk.next(); ; ) {
        if (step.done) return step.value;
        const heard = step.value.source.peek(step.value);
        if (heard === undefined) return undefined;
        step = walk.next(heard);
      }
    },
    async ask(certificate, issuer) {
      const walk = consult(listPlaces(sources, certificate, issuer), never);
      for (let step = walk.next(); ; step = walk.next(await step.value.source.get(step.value)))
        if (step.done) return step.value;
    },
    forget(fingerprint) {
      for (const source of sources) source.forget(fingerprint);
    },
  };
}

function noAddress(): RevocationError {
  return new RevocationError('ERR_REVOCATION_NO_ADDRESS', 'the certificate has no address of a responder or a list');
}

interface Place extends StatusQuestion {
  readonly source: Source;
}

function listPlaces(sources: readonly Source[], certificate: Certificate, issuer: Certificate): readonly Place[] {
  return sources.flatMap((source) =>
    source
      .listUrls(certificate)
      .slice(0, MAXIMAL_ADDRESSES)
      .map((url) => ({ source, url, certificate, issuer })),
  );
}

/**
 * One place after the other until one knows. Whoever drives it decides whether to wait for a place. "Unknown" is kept in
 * case that nobody knows more: it is an answer, and not the silence that a policy may let pass. So is what a place has said
 * against the certificate before it fell silent.
 */
function* consult(places: readonly Place[], nothing: StatusReport): Generator<Place, StatusReport, Heard<Said>> {
  let report = nothing;
  let recheckAt = nothing.recheckAt;
  for (const place of places) {
    const heard = yield place;
    recheckAt = Math.min(recheckAt, heard.recheckAt);
    const said = heard.kind === 'current' ? heard.value : keepIfBad(heard.last);
    if (said !== undefined) {
      const told = { kind: 'told', by: place.source.by, url: place.url, said, recheckAt } as const;
      if (said.status.kind !== 'unknown') return told;
      report = told;
    } else if (report === nothing && heard.kind === 'failed') {
      report = { kind: 'untold', error: heard.error, recheckAt };
    }
  }
  return { ...report, recheckAt };
}

function keepIfBad(last: Said | undefined): Said | undefined {
  return last?.status.kind === 'good' ? undefined : last;
}
