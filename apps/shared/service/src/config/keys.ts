import { Type } from 'typebox';
import { LOG_LEVELS } from '../log/log.ts';

/** Keys that every service has; spread them into the schema of its configuration. `runService` reads them. */
export const SERVICE_KEYS = {
  logLevel: Type.Union(
    LOG_LEVELS.map((level) => Type.Literal(level)),
    { default: 'info', description: 'The least that is logged.' },
  ),
  graceSeconds: Type.Number({
    default: 10,
    minimum: 0,
    maximum: 600,
    description: 'How long requests that have begun may take to end once the service is told to stop.',
  }),
};
