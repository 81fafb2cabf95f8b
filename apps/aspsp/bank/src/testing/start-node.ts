import { type StartedProcess, startProcess } from '@openxs2a/service/testing';
import type { TestIdentity, TestTrust } from './test-trust.ts';

export type NodeEnvironment = Readonly<Record<string, string>>;

/** A process of the bank that is up. */
export interface TestNode {
  /** As its certificate has it: `https://localhost:…`. */
  readonly url: string;
  readonly operationsUrl: string;
  readonly process: StartedProcess;
  /** Ends it as an operator does; it has to end well. */
  stop(): Promise<void>;
  /** Ends it at once, with SIGKILL. */
  kill(): Promise<void>;
}

/** What a node needs of certificates: a listener's own, and whom it trusts. */
export async function toTrustEnvironment(trust: TestTrust): Promise<NodeEnvironment> {
  const { anchors, intermediates } = trust;
  return { ...toTlsEnvironment(await trust.issueServer()), TRUST_ANCHORS: anchors, INTERMEDIATES: intermediates };
}

export function toTlsEnvironment({ cert, key }: TestIdentity): NodeEnvironment {
  return { TLS_CERTIFICATE: cert, TLS_KEY: key };
}

/** Runs a main.ts of the bank on free ports, and waits until it listens. */
export async function startNode(main: string, env: NodeEnvironment): Promise<TestNode> {
  const process = startProcess(main, { PORT: '0', OPERATIONS_PORT: '0', ...env });
  const [, url = '', operationsUrl = ''] = await process.waitFor(
    /"url":"https:\/\/127\.0\.0\.1(:\d+)","operations":"([^"]+)"/,
  );
  return {
    url: `https://localhost${url}`,
    operationsUrl,
    process,
    async stop() {
      process.kill('SIGTERM');
      const { code, signal } = await process.ended;
      if (code !== 0) throw new Error(`The process ended with ${code ?? signal}:\n${process.text()}`);
    },
    async kill() {
      process.kill('SIGKILL');
      await process.ended;
    },
  };
}
