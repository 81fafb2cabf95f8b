import { appendFile } from 'node:fs/promises';
import { type OutboxServer, openOutboxServer, type PostedMessage } from '@openxs2a/bank/testing';
import { writePrivate } from '../state/private-files.ts';

export interface Outbox extends Pick<OutboxServer, 'url' | 'lastCode' | 'close'> {
  /** Where all messages are since the last start, the newest at the end. */
  readonly file: string;
}

/** Stands for the bank's gateway to text messages and mail: whatever the bank sends to its customers can be read in a file. */
export async function openOutbox(file: string, onMessage: (message: PostedMessage) => void): Promise<Outbox> {
  await writePrivate(file, '');
  const { url, lastCode, close } = await openOutboxServer(async (message) => {
    const { to, text } = message;
    await appendFile(file, `${new Date().toISOString()}  ${to}  ${text}\n`);
    onMessage(message);
  });
  return { file, url, lastCode, close };
}
