import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import type { IncidentReport } from './incidents.ts';
import { createReportSender } from './report-sender.ts';

const REPORT: IncidentReport = {
  incidentId: '99391c7e-ad88-49ec-a2ad-99ddcb1f7721',
  reportedAt: '2026-11-26T09:00:00.000Z',
  ncaId: 'DE-BAFIN',
  category: 'fraud',
  description: 'Reads accounts of PSUs that never consented.',
  tpp: { tppId: 'PSDDE-BAFIN-100001', roles: ['PSP_AI'], status: 'blocked' },
  certificates: [],
  acts: [],
  actsComplete: true,
};

/** An authority that answers with this status; `undefined` cuts the connection. */
async function open(status: number | undefined) {
  const heard: { readonly headers: IncomingHttpHeaders; readonly body: string }[] = [];
  const server = createServer(async (request, answer) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    heard.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
    if (status === undefined) return void request.socket.destroy();
    answer.writeHead(status, status === 307 ? { Location: '/elsewhere' } : {}).end('what it says');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.closeAllConnections());
  onTestFinished(() => void server.close());
  // a server that listens has an address with a port
  const { port } = server.address() as AddressInfo;
  const endpoint = { url: `http://127.0.0.1:${port}/reports?key=secret`, token: 'a token' };
  return { heard, sender: createReportSender({ endpoints: new Map([['DE-BAFIN', endpoint]]), fetch }) };
}

test('a report is posted as JSON, with the token of the bank and an id that tells it from others', async () => {
  const { heard, sender } = await open(202);
  expect(await sender.send(REPORT)).toEqual({ isTaken: true });
  expect(heard).toHaveLength(1);
  expect(JSON.parse(heard[0]?.body ?? '')).toEqual(REPORT);
  expect(heard[0]?.headers).toMatchObject({
    'content-type': 'application/json',
    'idempotency-key': REPORT.incidentId,
    authorization: 'Bearer a token',
  });
});

test.each([
  [400, false],
  [401, false],
  [307, false],
  [408, true],
  [429, true],
  [500, true],
  [503, true],
  [undefined, true],
])('an answer of %s is no acceptance; may it be repeated: %s', async (status, mayBeRepeated) => {
  const { heard, sender } = await open(status);
  const posted = await sender.send(REPORT);
  expect(posted).toMatchObject({ isTaken: false, mayBeRepeated });
  expect(JSON.stringify(posted)).not.toMatch(/secret|token|what it says|127/);
  expect(heard).toHaveLength(1);
});

test('an authority without an address is not reached', async () => {
  const { heard, sender } = await open(200);
  expect([sender.reaches('DE-BAFIN'), sender.reaches('FR-ACPR')]).toEqual([true, false]);
  expect(await sender.send({ ...REPORT, ncaId: 'FR-ACPR' })).toMatchObject({ isTaken: false, mayBeRepeated: false });
  expect(heard).toEqual([]);
});
