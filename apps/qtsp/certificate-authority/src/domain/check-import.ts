import { type Refusal, refuse } from './refusal.ts';
import type { Authority, Registration } from './register.ts';

/** What makes a register contradict itself, whoever brings it in. `known` are the authorities that are there already. */
export function checkImport(
  register: { readonly authorities: readonly Authority[]; readonly registrations: readonly Registration[] },
  known: ReadonlySet<string>,
): readonly Refusal[] {
  const authorities = new Set([...known, ...register.authorities.map(({ ncaId }) => ncaId)]);
  return [
    ...findTwice(register.authorities.map(({ ncaId }) => ncaId)),
    ...findTwice(register.registrations.map(({ organizationIdentifier }) => organizationIdentifier)),
    ...register.registrations.flatMap((registration) => checkEntry(registration, authorities)),
  ];
}

function findTwice(ids: readonly string[]): readonly Refusal[] {
  const twice = [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
  return twice.map((id) => refuse('register-inconsistent', `"${id}" comes twice.`));
}

function checkEntry(registration: Registration, authorities: ReadonlySet<string>): readonly Refusal[] {
  const { organizationIdentifier: id, ncaId, legalName, country, roles } = registration;
  const refusals: Refusal[] = [];
  const say = (problem: string) => refusals.push(refuse('register-inconsistent', `"${id}": ${problem}`));
  if (!authorities.has(ncaId)) say(`the authority "${ncaId}" is not known.`);
  if (!id.startsWith(`PSD${ncaId}-`)) say(`the number is not of the authority "${ncaId}".`);
  if (legalName === id) say('the name is the number.');
  for (const { role, countries } of roles)
    if (!countries.includes(country)) say(`${role} is held abroad, but not at home (${country}).`);
  const names = roles.map(({ role }) => role);
  for (const name of new Set(names.filter((role, index) => names.indexOf(role) !== index))) say(`${name} comes twice.`);
  return refusals;
}
