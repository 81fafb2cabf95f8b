/** The same members; the optional ones may also be undefined. */
type Unsifted<Members> = {
  [Name in keyof Members]: Partial<Pick<Members, Name>> extends Pick<Members, Name>
    ? Members[Name] | undefined
    : Members[Name];
};

/** The members that are known: what is undefined inside is absent outside. */
export function pickKnown<Members extends object>(members: Unsifted<Members>): Members {
  const known: Partial<Unsifted<Members>> = {};
  for (const name in members) if (members[name] !== undefined) known[name] = members[name];
  // all that could be undefined is optional, and was left out where it is
  return known as Members;
}
