import { randomInt } from 'node:crypto';
import { systemRandom } from '@openxs2a/service';
import { CONSENT_HEADERS, CONSENT_REQUEST } from '../testing/request-consent.ts';
import type { TestTpp } from '../testing/test-tpp.ts';
import type { BankToKill } from './bank-to-kill.fixture.ts';
import { Untrue } from './untrue.fixture.ts';

/** `asked` and no answer came: it was done, or it was not. */
export type Step = 'no' | 'asked' | 'answered';

/** What a client knows of one consent that it has asked for. */
export interface Memory {
  readonly requestId: string;
  /** The answer, word for word. */
  created: string | undefined;
  authorised: Step;
  /** Found in the list of accounts. */
  account: string | undefined;
  /** Reads of its balances that were sent, and those that were answered by 200. */
  readsAsked: number;
  readsGiven: number;
  deleted: Step;
}

export const FREQUENCY = 4;

export function consentIdOf({ created }: Memory): string {
  if (created === undefined) throw new TypeError('The client has had no answer.');
  // the interface has it in every 201
  return (JSON.parse(created) as { consentId: string }).consentId;
}

/** A TPP at one life of the bank. */
export interface Client {
  readonly tpp: TestTpp;
  readonly bank: BankToKill;
  /** What it knows, from all lives. */
  readonly memories: Memory[];
  /** Hears of each answer. */
  readonly onAnswer: () => void;
}

/** Asks for consents, has them given, reads and deletes, one after the other, until there is no answer any more. */
export async function live(client: Client): Promise<void> {
  for (;;) {
    const memory: Memory = {
      requestId: systemRandom.uuid(),
      created: undefined,
      authorised: 'no',
      account: undefined,
      readsAsked: 0,
      readsGiven: 0,
      deleted: 'no',
    };
    client.memories.push(memory);
    await create(client, memory);
    if (randomInt(8) > 0) await authorise(client, memory);
    if (memory.authorised === 'answered') await readOften(client, memory, randomInt(FREQUENCY + 2));
    if (randomInt(2) === 0) await remove(client, memory);
  }
}

/** Asks for the consent, or repeats the request, and holds its answer against the first. */
export async function create({ tpp, onAnswer }: Client, memory: Memory): Promise<void> {
  const headers = { ...CONSENT_HEADERS, 'X-Request-ID': memory.requestId };
  const text = await expectStatus(201, await tpp.request('POST', '/v1/consents', { headers, body: CONSENT_REQUEST }));
  onAnswer();
  if (memory.created !== undefined && memory.created !== text)
    throw new Untrue(`The repeated request was answered by ${text}, and by ${memory.created} before.`);
  memory.created = text;
}

async function authorise({ bank, onAnswer }: Client, memory: Memory): Promise<void> {
  memory.authorised = 'asked';
  await bank.authorise(consentIdOf(memory));
  memory.authorised = 'answered';
  onAnswer();
}

async function readOften(client: Client, memory: Memory, times: number): Promise<void> {
  const { tpp, onAnswer } = client;
  const list = await tpp.request('GET', '/v1/accounts', { headers: { 'Consent-ID': consentIdOf(memory) } });
  // the interface's list of accounts; the demo PSU has some
  const { accounts } = JSON.parse(await expectStatus(200, list)) as { accounts: { resourceId: string }[] };
  memory.account = accounts[0]?.resourceId;
  onAnswer();
  for (let time = 0; time < times; time += 1) await read(client, memory, memory.readsGiven < FREQUENCY ? 200 : 429);
}

/** Reads balances once, and wants this status. */
export async function read({ tpp, onAnswer }: Client, memory: Memory, status: 200 | 429): Promise<void> {
  const headers = { 'Consent-ID': consentIdOf(memory) };
  memory.readsAsked += 1;
  await expectStatus(status, await tpp.request('GET', `/v1/accounts/${memory.account}/balances`, { headers }));
  if (status === 200) memory.readsGiven += 1;
  onAnswer();
}

async function remove({ tpp, onAnswer }: Client, memory: Memory): Promise<void> {
  memory.deleted = 'asked';
  await expectStatus(204, await tpp.request('DELETE', `/v1/consents/${consentIdOf(memory)}`));
  memory.deleted = 'answered';
  onAnswer();
}

export async function expectStatus(status: number, answer: Response): Promise<string> {
  const text = await answer.text();
  if (answer.status !== status) throw new Untrue(`${answer.status} was answered in place of ${status}: ${text}`);
  return text;
}
