import { listen } from '@openxs2a/service';

/** A port that is free, for what has to know its address before it listens. */
export async function findPort(): Promise<number> {
  const { port, close } = await listen({ fetch: () => new Response(), address: { host: '127.0.0.1', port: 0 } });
  await close(0);
  return port;
}
