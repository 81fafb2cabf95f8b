import { isRecord } from '../base/is-record.ts';

/** The authorisations that a browser has logged in for, the newest last, each with who it was. */
export interface Journeys {
  readonly logins: readonly JourneyLogin[];
}

export interface JourneyLogin {
  readonly authorisationId: string;
  readonly psuId: string;
}

/** Tabs side by side; a cookie is not to grow without end. */
const MOST = 5;

export function findLogin(journeys: Journeys | undefined, authorisationId: string): JourneyLogin | undefined {
  return journeys?.logins.find((login) => login.authorisationId === authorisationId);
}

export function addLogin(journeys: Journeys | undefined, login: JourneyLogin): Journeys {
  const others = journeys?.logins.filter(({ authorisationId }) => authorisationId !== login.authorisationId) ?? [];
  return { logins: [...others, login].slice(-MOST) };
}

export function parseJourneys(value: unknown): Journeys | undefined {
  if (!isRecord(value) || !Array.isArray(value['logins'])) return undefined;
  const logins = value['logins'].flatMap((login: unknown) => {
    if (!isRecord(login)) return [];
    const { authorisationId, psuId } = login;
    return typeof authorisationId === 'string' && typeof psuId === 'string' ? [{ authorisationId, psuId }] : [];
  });
  return { logins };
}
