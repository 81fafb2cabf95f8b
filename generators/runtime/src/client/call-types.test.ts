import { expectTypeOf, test } from 'vitest';
import type { OperationCall, PresetNames, Reply, SuccessType, UndeclaredResult } from './call-types.ts';

interface ReadRequest {
  readonly path: { readonly id: string };
  readonly headers: { readonly 'X-Request-ID': string; readonly 'PSU-ID'?: string };
}
interface PingRequest {
  readonly headers: { readonly 'X-Request-ID': string };
}
type ReadResult =
  | { readonly status: 200; readonly type: 'application/json'; readonly body: { readonly id: string } }
  | { readonly status: 200; readonly type: 'text/plain'; readonly body: string }
  | { readonly status: 204; readonly type?: undefined; readonly body?: undefined }
  | { readonly status: 400; readonly type: 'application/problem+json'; readonly body: { readonly code: string } };

// Functions that are compiled and never called: what the compiler accepts is the test.
declare const read: OperationCall<ReadRequest, ReadResult>;
declare const readPreset: OperationCall<ReadRequest, ReadResult, 'x-request-id'>;
declare const ping: OperationCall<PingRequest, ReadResult>;
declare const pingPreset: OperationCall<PingRequest, ReadResult, 'X-Request-ID'>;
declare const empty: OperationCall<Record<never, never>, ReadResult>;

const path = { id: 'a' };
const headers = { 'X-Request-ID': 'b' };

test('status and type narrow body and headers', () => {
  async () => {
    const result = await read({ path, headers });
    switch (result.status) {
      case 200:
        if (result.type === 'text/plain') expectTypeOf(result.body).toEqualTypeOf<string>();
        else expectTypeOf(result.body).toEqualTypeOf<{ readonly id: string }>();
        break;
      case 204:
        expectTypeOf(result.body).toEqualTypeOf<undefined>();
        break;
      case 400:
        expectTypeOf(result.body.code).toEqualTypeOf<string>();
        break;
      case 'undeclared':
        expectTypeOf(result).toEqualTypeOf<UndeclaredResult>();
        break;
      default:
        expectTypeOf(result).toEqualTypeOf<never>();
    }
    expectTypeOf(result.httpHeaders).toEqualTypeOf<Headers>();
    // @ts-expect-error not among the declared statuses
    return result.status === 418;
  };
});

test('accept narrows successes and leaves errors alone', () => {
  async () => {
    const result = await read({ path, headers }, { accept: ['application/json'] });
    if (result.status === 200) expectTypeOf(result.type).toEqualTypeOf<'application/json'>();
    if (result.status === 400) expectTypeOf(result.type).toEqualTypeOf<'application/problem+json'>();
    if (result.status === 204) expectTypeOf(result.type).toEqualTypeOf<undefined>();
    // @ts-expect-error only of successes
    await read({ path, headers }, { accept: ['application/problem+json'] });
  };
  expectTypeOf<SuccessType<ReadResult>>().toEqualTypeOf<'application/json' | 'text/plain'>();
  expectTypeOf<Reply<ReadResult, never>['status']>().toEqualTypeOf<204 | 400 | 'undeclared'>();
});

test('a preset makes its header optional, whatever the case, and no other', () => {
  async () => {
    await readPreset({ path });
    await readPreset({ path, headers: { 'PSU-ID': 'c' } });
    await readPreset({ path, headers });
    // @ts-expect-error the path is still needed
    await readPreset({});
    // @ts-expect-error no preset for the header
    await read({ path, headers: {} });
    // @ts-expect-error no preset for the header
    await read({ path });
    // @ts-expect-error not a header of the operation
    await readPreset({ path, headers: { 'PSU-IP': 'c' } });
  };
});

test('a request in which nothing is required may be left out', () => {
  async () => {
    await empty();
    await empty({}, { timeout: 1 });
    await pingPreset();
    await pingPreset(undefined, { timeout: 1 });
    // @ts-expect-error the header is required
    await ping();
  };
});

test('presets whose names are not known one by one make nothing optional', () => {
  expectTypeOf<PresetNames<Record<string, string>>>().toEqualTypeOf<never>();
  expectTypeOf<PresetNames<{ readonly A: string; readonly B: () => string }>>().toEqualTypeOf<'A' | 'B'>();
});
