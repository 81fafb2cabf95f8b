import { expect, test } from 'vitest';
import { readPsuPresence } from './psu-presence.ts';

const read = (headers: Record<string, string>) => readPsuPresence(new Headers(headers));

test('RTS-FRQ-002 a PSU is there where its address is, whatever else a request says', () => {
  expect(read({ 'PSU-User-Agent': 'Browser', 'PSU-Geo-Location': 'GEO:0.000000;0.000000' })).toEqual({
    psuPresent: false,
  });
  expect(read({ 'psu-ip-address': '' })).toEqual({ psuPresent: false });
  expect(read({ 'psu-ip-address': '192.0.2.17' })).toEqual({
    psuPresent: true,
    psuEvidence: { 'PSU-IP-Address': '192.0.2.17' },
  });
});

test('RTS-FRQ-012 evidence is what shows who asked, and not what its browser takes', () => {
  const { psuEvidence } = read({
    'psu-ip-address': '192.0.2.17',
    'psu-user-agent': 'a'.repeat(1000),
    'psu-device-id': '',
    'psu-accept-language': 'de',
  });
  expect(psuEvidence).toEqual({ 'PSU-IP-Address': '192.0.2.17', 'PSU-User-Agent': 'a'.repeat(256) });
});
