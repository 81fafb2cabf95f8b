import type { OpenBank } from '../bank/open-bank.ts';
import { loadCredentials } from '../certificates/credentials.ts';
import { openOAuthClient } from '../journey/oauth-client.ts';
import { createRecorder } from '../journey/recorder.ts';
import { createTpps } from '../journey/tpp.ts';
import { PARTIES } from '../qtsp/parties.ts';
import { findPort } from '../run/find-port.ts';
import { listen } from '../run/listen.ts';
import { createTppApp } from './app.ts';

export interface OpenTpp {
  /** Where people begin. */
  readonly url: string;
  /** The port that was wanted, if something else has it. */
  readonly taken?: number;
}

/** Pages of the TPP, where a person connects its accounts; with the certificates that the journey has left. */
export async function openTpp(
  { folder, bank, port }: { readonly folder: string; readonly bank: OpenBank; readonly port: number },
  stack: AsyncDisposableStack,
): Promise<OpenTpp> {
  const credentials = await loadCredentials(folder);
  if (credentials === undefined) throw new TypeError('The journey has left no certificates.');
  const tpps = createTpps(bank, createRecorder());
  stack.defer(() => tpps.close());
  const { port: free, taken } = await findPort(port);
  // its certificate has that name, so that the bank takes it as a place to send people back to
  const url = `http://tpp.localhost:${free}`;
  const tpp = tpps.open(credentials);
  const tppId = PARTIES.tpp.organizationIdentifier;
  const openOAuth = (metadataUrl: string) =>
    openOAuthClient({ metadataUrl, tppId, fetch: tpps.fetchOf(tpp), recorder: createRecorder() });
  const app = createTppApp({ url, bank, tpp, openOAuth, tokens: tpps.tokens });
  const listener = await listen(app, free);
  stack.defer(() => listener.close());
  return { url: `${url}/`, ...(taken !== undefined && { taken }) };
}
