import type { GeneralName } from '@openxs2a/certificates';
import { type Refusal, refuse } from './refusal.ts';

const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
/** The last label has a letter, so that no IP address passes for a name. */
const HOST = new RegExp(`^(?:${LABEL}\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$`);
const MAX_LENGTH = 253;
const MAX_NAMES = 50;

/** The domain names of a website certificate, as the signing request has them, in lower case and each once. */
export function toDnsNames(names: readonly GeneralName[]): readonly string[] {
  return [...new Set(names.filter(({ kind }) => kind === 'dns').map(({ value }) => String(value).toLowerCase()))];
}

/** All names of a website certificate must be names of hosts, and of domains that were vetted as the party's. */
export function checkDnsNames(names: readonly GeneralName[], vetted: readonly string[]): readonly Refusal[] {
  const dnsNames = toDnsNames(names);
  const others = names.filter(({ kind }) => kind !== 'dns');
  if (dnsNames.length > MAX_NAMES) return [refuse('dns-name-not-allowed', `More than ${MAX_NAMES} names.`, 'qwac')];
  return [
    ...(dnsNames.length === 0 ? [refuse('dns-name-missing', 'The signing request names no domain.', 'qwac')] : []),
    ...others.map(({ kind }) =>
      refuse('dns-name-not-allowed', `A name of the kind "${kind}" is not possible.`, 'qwac'),
    ),
    ...dnsNames.flatMap((name) => checkDnsName(name, vetted)),
  ];
}

function checkDnsName(name: string, vetted: readonly string[]): readonly Refusal[] {
  if (name.length > MAX_LENGTH || !HOST.test(name))
    return [refuse('dns-name-not-allowed', `"${name.slice(0, MAX_LENGTH)}" is not the name of one host.`, 'qwac')];
  if (vetted.some((domain) => name === domain || name.endsWith(`.${domain}`))) return [];
  return [refuse('dns-name-not-vetted', `"${name}" is not known to be the party's.`, 'qwac')];
}
