import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Runs a script on the Node that runs this one. Throws with what it wrote if it fails. */
export async function runNode(args: readonly string[], cwd: string, env = process.env): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [...args], { cwd, env, maxBuffer: 64 * 1024 * 1024 });
  return stdout;
}
