import { readScope, type Scope } from '../scope.ts';

/** The one scope that an authorisation request is about; undefined where there is none, another one or a second. */
export function readRequestedScope(text: string): Scope | undefined {
  const [scope, ...others] = text.split(' ').filter((part) => part !== 'offline_access');
  return scope === undefined || others.length > 0 ? undefined : readScope(scope);
}
