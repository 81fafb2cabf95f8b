import { expect, test } from 'vitest';
import { coversHost, judgeRedirectUri } from './redirect-uri.ts';

test.each([
  ['SCA-RED-005', 'tpp.example', 'tpp.example', true],
  ['SCA-RED-005', 'TPP.example', 'tpp.EXAMPLE', true],
  ['SCA-RED-005', 'tpp.example', 'www.tpp.example', true],
  ['SCA-RED-005', 'tpp.example', 'tpp.example.', true],
  ['SCA-RED-005', 'tpp.example', 'eviltpp.example', false],
  ['SCA-RED-005', 'tpp.example', 'tpp.example.evil.example', false],
  ['SCA-RED-005', 'www.tpp.example', 'tpp.example', false],
  ['N-SCA-RED-102', '*.tpp.example', 'www.tpp.example', true],
  ['N-SCA-RED-102', '*.tpp.example', 'x.y.tpp.example', false],
  ['N-SCA-RED-102', '*.tpp.example', 'tpp.example', false],
  ['N-SCA-RED-102', '*.tpp.example', '.tpp.example', false],
  ['N-SCA-RED-102', '*.tpp.example', 'www.eviltpp.example', false],
])('%s the name %s of a certificate and the host %s: %s', (_rule, domain, host, covered) => {
  expect(coversHost(domain, host)).toBe(covered);
});

test.each([
  ['https://tpp.example', undefined],
  ['https://tpp.example:8443/return?state=1', undefined],
  ['https://TPP.example/return', undefined],
  ['https://tpp.example@evil.example/', 'unsafe'],
  ['https://evil.example\\@tpp.example/', 'unsafe'],
  ['https://evil.example/?tpp.example', 'foreign'],
  ['https://xn--tpp-cla.example/', 'foreign'],
  ['http://tpp.example/', 'unsafe'],
  ['http://localhost.evil.example/', 'unsafe'],
  ['http://127.0.0.1.evil.example/', 'unsafe'],
  ['http://localhost:4000/return', 'foreign'],
  ['http://tpp.localhost/return', 'foreign'],
  ['http://127.0.0.1:4000/return', 'foreign'],
  ['http://[::1]/return', 'foreign'],
  ['https://tpp.example/#', 'unsafe'],
  ['blob:https://tpp.example/1', 'unsafe'],
  ['//tpp.example/', 'unsafe'],
  ['', 'unsafe'],
])('N-SCA-RED-101 a PSU that is to go to %s: %s', (uri, reason) => {
  const verdict = judgeRedirectUri(uri, ['tpp.example']);
  expect(verdict.accepted ? undefined : verdict.reason).toBe(reason);
});

test('a TPP that works on this device and says so in its certificate is at home there', () => {
  expect(judgeRedirectUri('http://tpp.localhost:4000/', ['tpp.localhost'])).toEqual({ accepted: true });
});

test('a certificate without names covers nothing', () => {
  expect(judgeRedirectUri('https://tpp.example/', [])).toEqual({ accepted: false, reason: 'foreign' });
});
