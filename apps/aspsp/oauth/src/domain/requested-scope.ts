import { readScope, type Scope } from '../scope.ts';

const OFFLINE_ACCESS = 'offline_access';

/** The one scope that an authorisation request is about; undefined where there is none, another one or a second. */
export function readRequestedScope(text: string): Scope | undefined {
  const [scope, ...rest] = text
    .split(' ')
    .filter((part, index, parts) => part !== OFFLINE_ACCESS || parts.indexOf(part) !== index);
  return scope === undefined || rest.length > 0 ? undefined : readScope(scope);
}
