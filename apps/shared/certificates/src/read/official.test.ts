import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseName } from '../name-parse.ts';
import { renderName } from '../name-render.ts';
import { readCertificate } from './certificate.ts';

const FOLDER = join(import.meta.dirname, '../../../../../../shared/vectors/certificates');
const EXPECTED = join(FOLDER, 'expected.json');
const isThere = existsSync(EXPECTED);
const why = isThere ? '' : ' (real certificates do not lie beside the repository)';

interface Expected {
  readonly file: string;
  readonly malformed?: string;
  readonly statements: readonly string[];
  readonly qcType?: readonly string[];
  readonly roles: readonly (readonly [oid: string, name: string])[];
  readonly ncaName: string;
  readonly ncaId: string;
}

const cases: readonly Expected[] = isThere ? JSON.parse(readFileSync(EXPECTED, 'utf8')) : [];

test.skipIf(!isThere)(`there are real certificates, good and malformed${why}`, () => {
  expect(cases.filter(({ malformed }) => malformed !== undefined).length).toBeGreaterThan(0);
  expect(cases.filter(({ malformed }) => malformed === undefined).length).toBeGreaterThan(2);
});

test.each(cases.map((each) => [each.file, each] as const))('%s says what was expected of it', (file, expected) => {
  const { qualified } = readCertificate(readFileSync(join(FOLDER, file)));
  expect(qualified.kind).toBe(expected.malformed === undefined ? 'present' : 'malformed');
  expect(qualified).toMatchObject({
    value: {
      statements: expected.statements,
      types: expected.qcType ?? [],
      psd2: {
        value: {
          roles: expected.roles.map(([oid, name]) => ({ oid, name })),
          ncaName: expected.ncaName,
          ncaId: expected.ncaId,
        },
      },
    },
  });
});

test.each(cases.map(({ file }) => file))('%s is what node reads, too', (file) => {
  const pem = readFileSync(join(FOLDER, file));
  const [ours, theirs] = [readCertificate(pem), new X509Certificate(pem)];
  expect(theirs.serialNumber.toLowerCase().replace(/^0+/, '')).toBe(ours.serialNumber);
  expect(new Date(theirs.validFrom)).toEqual(ours.notBefore);
  expect(new Date(theirs.validTo)).toEqual(ours.notAfter);
  expect(theirs.publicKey.equals(ours.key.keyObject)).toBe(true);
  expect(theirs.keyUsage ?? []).toEqual(ours.extensions.extendedKeyUsage ?? []);
  for (const { kind, value } of ours.extensions.subjectAlternativeNames.filter((each) => each.kind === 'dns'))
    expect(theirs.subjectAltName, kind).toContain(`DNS:${String(value)}`);
  expect(parseName(renderName(ours.subject))).toEqual(ours.subject);
  expect(parseName(renderName(ours.issuer))).toEqual(ours.issuer);
});
