type Known<Members> = {
  [Name in keyof Members as undefined extends Members[Name] ? never : Name]: Members[Name];
} & {
  [Name in keyof Members as undefined extends Members[Name] ? Name : never]?: Exclude<Members[Name], undefined>;
};

/** The members that are known: what is undefined inside is absent outside. */
export function pickKnown<Members extends object>(members: Members): Known<Members> {
  const known: Partial<Members> = {};
  for (const name in members) if (members[name] !== undefined) known[name] = members[name];
  // exactly the members that are not undefined were copied
  return known as Known<Members>;
}
