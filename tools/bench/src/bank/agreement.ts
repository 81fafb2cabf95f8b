import { isDeepStrictEqual } from 'node:util';
import type { Issued } from './authority.ts';
import { EXCHANGES, type Exchange } from './exchanges.ts';
import type { Answer, Begin } from './host.ts';
import { openConnection, type Response } from './load/connection.ts';
import { createSeal, renderRequest, type Sealed, type SealRequest } from './sealed-requests.ts';
import type { SealKind } from './setting.ts';
import type { StartedBank } from './started.ts';

/** The consent that answers are compared by. */
const SAMPLE = 7;

/** Same work: the same answers to the same requests, and the same refusals. Throws for the first that differs. */
export async function checkAgreement(
  issued: Issued,
  seal: SealKind,
  ours: StartedBank,
  others: readonly StartedBank[],
): Promise<void> {
  const sealRequest = createSeal(issued.seals[seal]);
  for (const [index, bank] of [ours, ...others].entries()) {
    const connection = await openConnection({ port: bank.port, ...issued });
    for (const exchange of EXCHANGES)
      for (const { what, request, times, status, code } of await listRefusals(exchange, sealRequest, bank, index)) {
        for (let count = 1; count < times; count++) await connection.send(request);
        const refused = await connection.send(request);
        if (refused.status !== status || codeOf(refused) !== code)
          throw new Error(`${bank.name}, ${exchange.title}, ${what}: ${refused.status} ${codeOf(refused)}.`);
      }
    connection.close();
  }
  const wanted = await collectAnswers(issued, seal, ours);
  for (const bank of others) {
    const answers = await collectAnswers(issued, seal, bank);
    for (const { name, title } of EXCHANGES)
      if (!isDeepStrictEqual(toComparable(answers[name]), toComparable(wanted[name])))
        throw new Error(`${bank.name} answers ${title} differently.`);
  }
}

/** What a bank answers to each request. */
export async function collectAnswers(issued: Issued, seal: SealKind, bank: StartedBank): Promise<Begin['answers']> {
  const sealRequest = createSeal(issued.seals[seal]);
  const connection = await openConnection({ port: bank.port, ...issued });
  const answers: Record<string, Answer> = {};
  for (const exchange of EXCHANGES) {
    const response = await connection.send(renderRequest(exchange, await sealRequest(exchange), SAMPLE));
    answers[exchange.name] = toAnswer(response, exchange, bank);
  }
  connection.close();
  return answers;
}

/** Headers of the connection are made anew by whoever repeats the answer. */
const OF_CONNECTION = ['connection', 'keep-alive', 'date', 'transfer-encoding'];

function toAnswer({ status, head, body }: Response, { method, title }: Exchange, { name }: StartedBank): Answer {
  if (status !== (method === 'POST' ? 201 : 200)) throw new Error(`${name} answers ${title} with ${status}: ${body}.`);
  const lines = head.split('\r\n').slice(1);
  const headers = lines.map(
    (line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()] as const,
  );
  return {
    status,
    headers: headers.filter(([each]) => !OF_CONNECTION.includes(each.toLowerCase())),
    body: String(body),
  };
}

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Ids that are made for an answer differ from one to the next. */
function toComparable(answer: Answer | undefined) {
  const { status = 0, headers = [], body = '{}' } = answer ?? {};
  const isNew = status === 201;
  const names = headers.map(([name]) => name.toLowerCase()).filter((name) => name !== 'content-length');
  return { status, names: names.sort(), body: JSON.parse(isNew ? body.replaceAll(ID, 'id') : body) as unknown };
}

interface Refused {
  readonly what: string;
  readonly request: Buffer;
  /** As often it is sent; the last time it is refused. */
  readonly times: number;
  readonly status: number;
  readonly code: string;
}

/** `index` tells those that share a store apart: each uses up consents of its own. */
async function listRefusals(
  exchange: Exchange,
  sealRequest: SealRequest,
  { setting }: StartedBank,
  index: number,
): Promise<readonly Refused[]> {
  const sealed = await sealRequest(exchange);
  const signature = { what: 'another signed header', status: 401, code: 'SIGNATURE_INVALID', times: 1 };
  const refusals: Refused[] = [{ ...signature, request: renderRequest(exchange, alter(sealed), SAMPLE) }];
  if (exchange.method === 'POST') {
    const altered = { ...sealed, body: sealed.body.replace('"frequencyPerDay":4', '"frequencyPerDay":3') };
    refusals.push({ ...signature, what: 'another body', request: renderRequest(exchange, altered, SAMPLE) });
    return refusals;
  }
  const spare = setting.consents + index * EXCHANGES.length + EXCHANGES.indexOf(exchange);
  const unknown = { what: 'an unknown consent', status: 400, code: 'CONSENT_UNKNOWN', times: 1 };
  const often = { what: 'a frequency of one', status: 429, code: 'ACCESS_EXCEEDED', times: 2 };
  return [
    ...refusals,
    { ...unknown, request: renderRequest(exchange, sealed, setting.consents * 3) },
    { ...often, request: renderRequest(exchange, sealed, spare) },
  ];
}

/** One digit of the id is another one. */
function alter(sealed: Sealed): Sealed {
  const { requestId } = sealed;
  const other = `${requestId.slice(0, -1)}${requestId.endsWith('0') ? '1' : '0'}`;
  const headers = sealed.headers.map(([name, value]) => [name, value === requestId ? other : value] as const);
  return { ...sealed, headers };
}

function codeOf({ body }: Response): string | undefined {
  // refusals of the interface have this form, and another has no code
  const { tppMessages = [] } = JSON.parse(String(body) || '{}') as { tppMessages?: readonly { code?: string }[] };
  return tppMessages[0]?.code;
}
