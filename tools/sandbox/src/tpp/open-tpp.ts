import { type PerBank, perBank } from '../bank/bank-names.ts';
import type { OpenBank } from '../bank/open-bank.ts';
import { type Credentials, loadCredentials } from '../certificates/credentials.ts';
import { openOAuthClient } from '../journey/oauth-client.ts';
import { createRecorder } from '../journey/recorder.ts';
import { createTpps } from '../journey/tpp.ts';
import { PARTIES } from '../qtsp/parties.ts';
import { findPort } from '../run/find-port.ts';
import { listen } from '../run/listen.ts';
import { createTppApp } from './app.ts';
import type { TppBank } from './ask-for-consent.ts';

export interface OpenTpp {
  /** Where people begin. */
  readonly url: string;
  /** The port that was wanted, if something else has it. */
  readonly taken?: number;
}

export interface TppStart {
  readonly folder: string;
  readonly banks: PerBank<OpenBank>;
  readonly port: number;
}

/** Pages of the TPP, where a person connects its accounts; with the certificates that the journey has left. */
export async function openTpp({ folder, banks, port }: TppStart, stack: AsyncDisposableStack): Promise<OpenTpp> {
  const credentials = await loadCredentials(folder);
  if (credentials === undefined) throw new TypeError('The journey has left no certificates.');
  const { port: free, taken } = await findPort(port);
  // its certificate has that name, so that the banks take it as a place to send people back to
  const url = `http://tpp.localhost:${free}`;
  const app = createTppApp({ url, banks: perBank((name) => connectTo(banks[name], credentials, stack)) });
  const listener = await listen(app, free);
  stack.defer(() => listener.close());
  return { url: `${url}/`, ...(taken !== undefined && { taken }) };
}

function connectTo(bank: OpenBank, credentials: Credentials, stack: AsyncDisposableStack): TppBank {
  const tpps = createTpps(bank, createRecorder());
  stack.defer(() => tpps.close());
  const tpp = tpps.open(credentials);
  const fetch = tpps.fetchOf(tpp);
  const tppId = PARTIES.tpp.organizationIdentifier;
  const { title, pagesUrl, today } = bank;
  return {
    title,
    pagesUrl,
    today,
    tpp,
    tokens: tpps.tokens,
    openOAuth: (metadataUrl) => openOAuthClient({ metadataUrl, tppId, fetch, recorder: createRecorder() }),
  };
}
