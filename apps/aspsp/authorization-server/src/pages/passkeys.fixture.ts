import { createAuthenticator } from '@openxs2a/sca/testing';
import type { TestBrowser } from './browser.fixture.ts';
import { type PagesBank, PERSON } from './pages.fixture.ts';

/** A PSU gets a passkey. */
export async function addPasskey({ sca }: PagesBank, psuId: string = PERSON.id) {
  const authenticator = createAuthenticator();
  const { ceremonyId, options } = await sca.passkeys.registrationOptions({ psuId, userName: psuId });
  const response = authenticator.create(options);
  const registered = await sca.passkeys.register({ ceremonyId, psuId, name: 'Laptop', response });
  if (!registered.accepted) throw new Error(registered.reason);
  return authenticator;
}

/** What the page at hand would have a device asked, as its script reads it. */
export function optionsOn({ page }: TestBrowser): { readonly challenge: string } {
  const [, options = ''] = /data-passkey="get" data-options="([^"]*)"/.exec(page.html) ?? [];
  return JSON.parse(options.replaceAll('&quot;', '"'));
}
