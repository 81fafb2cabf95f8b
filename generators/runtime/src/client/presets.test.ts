import { expect, test } from 'vitest';
import type { OperationDescriptor } from '../descriptor.ts';
import { fillHeaders, sortPresets } from './presets.ts';

const read: OperationDescriptor = {
  id: 'read',
  method: 'GET',
  path: '/',
  parameters: [
    { name: 'X-Request-ID', in: 'header', required: true, shape: 'string' },
    { name: 'Preferred', in: 'header', shape: 'boolean' },
    { name: 'Page', in: 'query', shape: 'integer' },
  ],
  responses: [],
};
const ping: OperationDescriptor = { ...read, id: 'ping', parameters: [] };

test('a preset fills the header parameter that it names, whatever the case', async () => {
  const presets = sortPresets({ 'x-request-id': (operation) => `${operation.id}-1`, Preferred: true }, [read, ping]);
  expect(await fillHeaders(presets, read, {})).toEqual({ 'X-Request-ID': 'read-1', Preferred: true });
});

test('what the call gives wins over the preset, which is then not asked', async () => {
  const presets = sortPresets({ 'X-Request-ID': () => Promise.reject(new RangeError('asked')) }, [read]);
  expect(await fillHeaders(presets, read, { 'x-request-id': 'own' })).toEqual({ 'x-request-id': 'own' });
});

test('an operation that does not declare the header gets none', async () => {
  expect(await fillHeaders(sortPresets({ Preferred: true }, [read, ping]), ping, {})).toEqual({});
});

test('a preset without a value leaves the header out', async () => {
  expect(await fillHeaders(sortPresets({ Preferred: () => undefined }, [read]), read, {})).toEqual({});
});

test('a name that is no header parameter of any operation is for every request', () => {
  const presets = sortPresets({ 'User-Agent': 'tpp/1', Page: '1', Preferred: true }, [read, ping]);
  expect(presets.everywhere.map(([name]) => name)).toEqual(['User-Agent', 'Page']);
  expect([...presets.parameters.keys()]).toEqual(['preferred']);
});
