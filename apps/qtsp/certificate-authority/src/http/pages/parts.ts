import { type Html, html, showBadge, type Tone } from '@openxs2a/service/pages';

const TONES: Readonly<Record<string, Tone>> = {
  valid: 'good',
  active: 'good',
  upheld: 'good',
  used: 'good',
  revoked: 'bad',
  withdrawn: 'bad',
  cancelled: 'bad',
  suspended: 'waiting',
  received: 'waiting',
  open: 'waiting',
};

export const showStatus = (status: string): Html => showBadge(status, TONES[status]);

export const linkParty = (organizationIdentifier: string): Html =>
  html`<a href="/register/${encodeURIComponent(organizationIdentifier)}">${organizationIdentifier}</a>`;

export const linkCertificate = (serialNumber: string): Html =>
  html`<a class="number" href="/certificates/${serialNumber}">${shorten(serialNumber)}</a>`;

/** Enough to tell them apart; the certificate's own page has all of it. */
const shorten = (serialNumber: string) => (serialNumber.length > 16 ? `${serialNumber.slice(0, 12)}…` : serialNumber);
