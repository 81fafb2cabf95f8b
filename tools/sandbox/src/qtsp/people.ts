/** Who may sign in on the pages of the QTSP; `secrets.json` has their passwords. */
export const PEOPLE = { operator: 'operator', authority: 'authority' };

export const passwordOf = (person: string) => `password of ${person}`;
