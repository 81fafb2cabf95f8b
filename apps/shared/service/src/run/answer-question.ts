import type { TObject } from 'typebox';
import { renderConfig } from '../config/describe-config.ts';
import { readConfig } from '../config/read-config.ts';
import type { ServiceHost } from './host.ts';

/** Answers `--help` and `--check` in place of starting; false where neither was asked. */
export function answerQuestion(name: string, schema: TObject, host: ServiceHost): boolean {
  const asked = host.argv.slice(2);
  if (asked.includes('--help')) {
    host.stdout.write(`${name} is configured by its environment; KEY_FILE names a file that holds KEY.\n\n`);
    host.stdout.write(renderConfig(schema));
    return true;
  }
  if (!asked.includes('--check')) return false;
  readConfig(schema, host.env);
  host.stdout.write('The configuration is complete.\n');
  return true;
}
