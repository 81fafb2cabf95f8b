import type { Environment } from '../config/environment.ts';

interface Output {
  write(text: string): unknown;
}

/** As much of Node's `process` as a service uses. */
export interface ServiceHost {
  readonly env: Environment;
  readonly argv: readonly string[];
  readonly pid: number;
  readonly version: string;
  readonly stdout: Output;
  readonly stderr: Output;
  exitCode?: number | string | null | undefined;
  exit(code: number): void;
  on(event: string, listener: (value: unknown) => void): unknown;
  off(event: string, listener: (value: unknown) => void): unknown;
}
