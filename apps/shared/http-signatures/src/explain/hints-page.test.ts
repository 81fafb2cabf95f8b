import { expect, test } from 'vitest';
import { createRequest, createSeal } from '../signing.fixture.ts';
import { toSigningCertificate } from '../steps/certificate.ts';
import { BODY_DEVIATIONS } from './digest/body-deviations.ts';
import { VALUE_DEVIATIONS } from './digest/value-deviations.ts';
import { createKeyIdDeviations } from './http-signature/key-id-deviations.ts';
import { createParameterRepairs } from './http-signature/parameter-repairs.ts';
import { JWS_REPAIRS } from './jws/jws-repairs.ts';
import { createSignatureDeviations } from './signature/create-deviations.ts';
import { REPAIRS } from './steps/explain-certificate.ts';

const [signer, other] = (await Promise.all([createSeal(), createSeal()])).map(({ certificate }) =>
  toSigningCertificate(certificate),
);

interface Known {
  readonly code: string;
  readonly words: string;
}

function list(): readonly (readonly [title: string, known: readonly Known[]])[] {
  if (!signer?.accepted || !other?.accepted) throw new TypeError('The certificates of this test are wrong.');
  const names = ['digest', 'x-request-id'];
  const sources = {
    message: createRequest({ headers: [['PSU-ID', 'erika']] }),
    names,
    spelled: names,
    expected: names,
  };
  return [
    ['A digest fits if', [...BODY_DEVIATIONS, ...VALUE_DEVIATIONS]],
    ['Parameters of `Signature` can be read if', createParameterRepairs('created="1"')],
    ['A JWS can be read if', JWS_REPAIRS],
    ['A certificate can be read if', REPAIRS],
    ['keyId names the certificate if', createKeyIdDeviations(other.evidence.certificate)],
    ['A signature fits if', createSignatureDeviations({ ...sources, signer: signer.evidence, other: other.evidence })],
  ];
}

test('HINTS.md lists everything that is tried', async () => {
  const sections = list().flatMap(([title, known]) => {
    const byCode = new Map(known.toReversed().map(({ code, words }) => [code, words]));
    const rows = [...byCode].toReversed().map(([code, words]) => `| \`${code}\` | ${words} |`);
    return [`## ${title}`, '', '| code | condition |', '| --- | --- |', ...rows, ''];
  });
  const head = [
    '# What an explanation tries',
    '',
    'Printed from the source by a test: to change it, change the source and run `vitest -u`. Those that stand first are',
    'tried first, one alone before two together. Of a code that names a header, one is shown.',
    '',
  ];
  await expect([...head, ...sections].join('\n')).toMatchFileSnapshot('../../HINTS.md');
});

test('a code stands for one thing wherever it is used, and words are the end of a sentence', () => {
  for (const [, known] of list()) {
    for (const { code, words } of known) {
      expect(code).toMatch(/^[A-Za-z0-9]+(-[a-z0-9]+)*$/);
      expect(words).not.toMatch(/[.!]$/);
    }
  }
});
