// Does one primitive over and over in a process of its own; says what each time took.
import { hash, type KeyObject, verify } from 'node:crypto';
import { readCertificates } from '@openxs2a/certificates';
import { validators } from '@openxs2a/xs2a/validators';
import { type Exchange, type ExchangeName, findExchange } from '../exchanges.ts';
import type { Answer } from '../host.ts';
import { consentId } from '../population.ts';
import { createSeal, type Sealed } from '../sealed-requests.ts';
import { CONNECTIONS, type Pem, type SealKind, type Setting } from '../setting.ts';
import { type Driver, openDriver } from './drivers.ts';
import { createReads, createWrites } from './statements.ts';

export const PRIMITIVES = ['verify', 'parse', 'validate', 'write', 'read', 'stringify'] as const;
export type Primitive = (typeof PRIMITIVES)[number];

export interface PrimitiveOrder {
  readonly primitive: Primitive;
  readonly exchange: ExchangeName;
  readonly seal: SealKind;
  readonly seals: Readonly<Record<SealKind, Pem>>;
  readonly setting: Setting;
  readonly answer: Answer;
  readonly milliseconds: number;
}

/** Microseconds of CPU and by the clock for one request; nothing where a request has no such work. */
export interface PrimitiveResult {
  readonly cpu: number;
  readonly wall: number;
}

/** Does the work of so many requests. */
type Work = () => number | Promise<number>;

const REQUESTS = 64;
/** Writes that lie ready: each is of another consent, or makes another. */
const WRITES = 1024;

const drivers = new Map<string, Driver>();
const sealed = new Map<string, readonly Sealed[]>();

function driverOf({ database }: Setting): Driver {
  const driver = drivers.get(database) ?? openDriver(database);
  drivers.set(database, driver);
  return driver;
}

async function createWork(order: PrimitiveOrder): Promise<Work | undefined> {
  const exchange = findExchange(order.exchange);
  const { setting } = order;
  switch (order.primitive) {
    case 'verify':
      return createVerifying(exchange, order);
    case 'parse':
      return exchange.body === '' ? undefined : each(() => void JSON.parse(exchange.body));
    case 'validate':
      return createValidation(exchange);
    case 'write':
      return createWriting(exchange, driverOf(setting), setting);
    case 'read':
      return createReading(exchange, driverOf(setting), setting);
    case 'stringify': {
      const body: unknown = JSON.parse(order.answer.body);
      return each(() => void JSON.stringify(body));
    }
    default:
      return order.primitive satisfies never;
  }
}

const each =
  (work: () => void): Work =>
  () => {
    work();
    return 1;
  };

/** The hash of the body, and the signature over a text that lies ready, with a key that lies ready. */
async function createVerifying(exchange: Exchange, { seal, seals }: PrimitiveOrder): Promise<Work> {
  const [certificate] = readCertificates(seals[seal].cert);
  const key = certificate?.key.keyObject ?? never();
  const bytes = Buffer.from(exchange.body);
  const prepared = (await sealRequests(exchange, seal, seals[seal])).map(prepare);
  let next = 0;
  return each(() => {
    const { text, signature, digest } = prepared[next++ % REQUESTS] ?? never();
    if (`SHA-256=${hash('sha256', bytes, 'base64')}` !== digest || !check(text, key, signature)) never();
  });
}

/** Sealing takes much longer than what is measured, and once is enough. */
async function sealRequests(exchange: Exchange, kind: SealKind, pem: Pem): Promise<readonly Sealed[]> {
  const key = `${exchange.name} ${kind}`;
  const seal = createSeal(pem);
  const found = sealed.get(key) ?? (await Promise.all(Array.from({ length: REQUESTS }, () => seal(exchange))));
  sealed.set(key, found);
  return found;
}

const check = (text: Buffer, key: KeyObject, signature: Buffer) => verify('sha256', text, key, signature);

function prepare({ headers }: Sealed) {
  const headerOf = (name: string) => headers.find(([each]) => each.toLowerCase() === name)?.[1] ?? never();
  const [, names = '', signature = ''] = /headers="([^"]+)",signature="([^"]+)"/.exec(headerOf('signature')) ?? [];
  const text = names.split(' ').map((name) => `${name}: ${headerOf(name)}`);
  return {
    text: Buffer.from(text.join('\n')),
    signature: Buffer.from(signature, 'base64'),
    digest: headerOf('digest'),
  };
}

function createValidation({ operationId, headers, body, target }: Exchange): Work {
  const url = new URL(target(0), 'https://bank.example');
  const request = {
    path: operationId === 'getTransactionList' ? { 'account-id': url.pathname.split('/')[3] } : {},
    query: Object.fromEntries(url.searchParams),
    headers: {
      ...Object.fromEntries(headers.filter(([name]) => name !== 'Content-Type')),
      'X-Request-ID': '99391c7e-ad88-49ec-a2ad-99ddcb1f7721',
      ...(operationId === 'createConsent' ? {} : { 'Consent-ID': consentId(0) }),
    },
    cookies: {},
    ...(body === '' ? {} : { body: { type: 'application/json', value: JSON.parse(body) as unknown } }),
  };
  return each(() => {
    if (validators.request(operationId, request).length > 0) never();
  });
}

/** As many at once as requests are under way. */
function createWriting(exchange: Exchange, driver: Driver, setting: Setting): Work {
  const ready = Array.from({ length: WRITES }, () => {
    const consent = Math.floor(Math.random() * setting.consents);
    return createWrites(exchange, driver.dialect, setting, consent).map(driver.toQuery);
  });
  let at = 0;
  return async () => {
    const batch = ready.slice(at, at + CONNECTIONS);
    at += CONNECTIONS;
    if (batch.length > 0) await driver.write(batch);
    return batch.length;
  };
}

/** As many at once as requests are under way. */
function createReading(exchange: Exchange, driver: Driver, setting: Setting): Work {
  const requests = Array.from({ length: REQUESTS }, (_, index) =>
    createReads(exchange, setting, index % setting.consents).map(driver.toQuery),
  );
  let next = 0;
  const readOne = async () => {
    for (const query of requests[next++ % REQUESTS] ?? never())
      for (const { body } of await driver.read(query)) if (body !== undefined) JSON.parse(String(body));
  };
  return async () => {
    await Promise.all(Array.from({ length: CONNECTIONS }, readOne));
    return CONNECTIONS;
  };
}

async function measure(order: PrimitiveOrder): Promise<PrimitiveResult> {
  const work = await createWork(order);
  if (work === undefined) return { cpu: 0, wall: 0 };
  for (let count = 0; count < 2; count++) await work();
  return repeat(work, order.milliseconds);
}

async function repeat(work: Work, milliseconds: number): Promise<PrimitiveResult> {
  let done = 0;
  const cpu = process.cpuUsage();
  const begin = performance.now();
  for (let last = 1; last > 0 && performance.now() - begin < milliseconds; done += last) {
    const count = work();
    last = typeof count === 'number' ? count : await count;
  }
  const wall = (performance.now() - begin) * 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { cpu: (user + system) / done, wall: wall / done };
}

function never(): never {
  throw new Error('The requests of the bench are not what they were made as.');
}

process.on('message', async (order: PrimitiveOrder) => process.send?.(await measure(order)));
process.once('disconnect', () => process.exit());
