import type { GrantedAccount } from '@openxs2a/consent';
import type { Schemas } from '@openxs2a/xs2a/types';

export interface LinkSetting {
  /** Before `/v1`. */
  readonly basePath: string;
  readonly cheques: boolean;
}

const COLLECTIONS = { account: 'accounts', card: 'card-accounts' } as const;

/** Where an account is read, by the id that the consent gave it: no number of an account stands in a link. */
export function accountPath({ kind, resourceId }: GrantedAccount, { basePath }: Pick<LinkSetting, 'basePath'>): string {
  return `${basePath}/v1/${COLLECTIONS[kind]}/${encodeURIComponent(resourceId)}`;
}

/** Links to what the consent opens of an account, and to nothing else (Guidelines 1.3.8, 6.5.1). Undefined for none. */
export function renderAccountLinks(
  granted: GrantedAccount,
  setting: LinkSetting,
): Schemas['_linksAccountDetails'] | undefined {
  const { kind, rights } = granted;
  const isOpen = (right: 'balances' | 'transactions') => rights.includes('details') && rights.includes(right);
  const names = [
    ...(isOpen('balances') ? ['balances'] : []),
    ...(isOpen('transactions') ? ['transactions'] : []),
    ...(isOpen('transactions') && setting.cheques && kind === 'account' ? ['cheques'] : []),
  ];
  if (names.length === 0) return undefined;
  const path = accountPath(granted, setting);
  return Object.fromEntries(names.map((name) => [name, { href: `${path}/${name}` }]));
}
