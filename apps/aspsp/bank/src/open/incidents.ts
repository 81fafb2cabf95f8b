import type { BankState } from '@openxs2a/edge/state';
import {
  createIncidents,
  createReportSender,
  type Incidents,
  migrateGateway,
  type ReportEndpoint,
  type ReportSender,
} from '@openxs2a/gateway';
import { BankError } from '../bank-error.ts';
import type { Config } from '../config.ts';
import type { Renewable } from '../renew/renewable.ts';

type IncidentConfig = Pick<Config, 'incidentEndpoints'>;

export interface OpenIncidents {
  readonly incidents: Incidents;
  readonly renewable: Renewable<IncidentConfig>;
}

/** Incidents of this bank; what is to be sent is, where the configuration says where to. */
export async function openIncidents(
  config: IncidentConfig,
  { database, log, clock, random }: BankState,
): Promise<OpenIncidents> {
  let current = createSender(config);
  await migrateGateway(database);
  const sender: ReportSender = {
    reaches: (ncaId) => current.sender.reaches(ncaId),
    send: (report) => current.sender.send(report),
  };
  return {
    incidents: createIncidents({ database, log, clock, random, sender }),
    renewable: {
      keys: ['incidentEndpoints'],
      prepare(renewed) {
        const next = createSender(renewed);
        const take = () => {
          current = next;
        };
        return { evidence: { authorities: next.authorities }, take };
      },
    },
  };
}

function createSender({ incidentEndpoints }: IncidentConfig) {
  const endpoints = parseEndpoints(incidentEndpoints ?? '');
  return { sender: createReportSender({ endpoints, fetch }), authorities: [...endpoints.keys()] };
}

/** Lines of an authority, an address, and a token if it wants one. Throws BankError that names the line, never what is in it. */
function parseEndpoints(text: string): ReadonlyMap<string, ReportEndpoint> {
  const endpoints = new Map<string, ReportEndpoint>();
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const { ncaId, ...endpoint } = parseEndpoint(line.trim(), at + 1);
    if (endpoints.has(ncaId)) throw refuse(`${ncaId} stands there twice`);
    endpoints.set(ncaId, endpoint);
  }
  return endpoints;
}

function parseEndpoint(line: string, number: number): ReportEndpoint & { readonly ncaId: string } {
  const [ncaId = '', address = '', token, ...more] = line.split(/\s+/);
  if (!/^[A-Z]{2}-[A-Z]{2,8}$/.test(ncaId))
    throw refuse(`line ${number} does not begin with an authority, such as DE-BAFIN`);
  const url = URL.parse(address);
  if (url === null || !isSafe(url)) throw refuse(`line ${number} has no address that is https, or of this machine`);
  if (more.length > 0) throw refuse(`line ${number} has more than an authority, an address and a token`);
  return { ncaId, url: url.href, token };
}

/** A password in an address is not sent by `fetch`, and would be forgotten there. */
function isSafe({ protocol, hostname, username, password }: URL): boolean {
  const isHere = hostname === 'localhost' || hostname === '127.0.0.1';
  return (protocol === 'https:' || (protocol === 'http:' && isHere)) && username === '' && password === '';
}

const refuse = (problem: string) =>
  new BankError('ERR_BANK_INCIDENTS', `INCIDENT_ENDPOINTS cannot be used: ${problem}.`);
