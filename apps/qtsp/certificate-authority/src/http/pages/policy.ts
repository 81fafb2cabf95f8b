import { type Certificate, renderName } from '@openxs2a/certificates';
import { type Html, html, showFacts, showTime } from '@openxs2a/service/pages';
import type { Qtsp } from '../../acts/qtsp.ts';
import { renderAuthorityPage } from './layout.ts';

/** What this authority checks and promises, for people. The same page is at the addresses that certificates print. */
export function renderPolicy({ root, issuer, lifetimes, crlHours, policy }: Qtsp): Html {
  const { retentionYears, urls } = policy;
  return renderAuthorityPage(
    { title: 'Policy and certificates of this authority', isWide: true },
    html`
    <section class="card"><h2>What is issued</h2>
      <p>Certificates for website authentication (QWAC) and for electronic seals (QSealC) after ETSI TS 119 495, to payment
        service providers that a competent authority has in its register. A QWAC counts for ${showDays(lifetimes.qwac)}, a
        QSealC for ${showDays(lifetimes.qsealc)}.</p>
    </section>
    <section class="card"><h2>What is checked before</h2>
      <ul>
        <li>Who acts for the party, and that its domains are its own, in person; the party then gets a secret that is good
          once.</li>
        <li>That the register of its authority has its number, name and country, and grants each role that the certificate
          carries, in each country for which it is requested, at the moment of issuance.</li>
        <li>That the party holds the key: it signs the request itself. RSA has 2048 bits or more; curves are P-256, P-384
          and P-521. No key is in certificates of two parties, nor in a QWAC and a QSealC, nor is one used again that was
          compromised.</li>
      </ul>
    </section>
    <section class="card"><h2>How certificates end early</h2>
      <p>The subject, its competent authority and this authority can have a certificate revoked at any time. When the
        authority withdraws a role or an authorisation, all certificates that carry it are revoked at once. Whoever finds
        misuse reports it to the competent authority, by this authority's interface. A revocation is final.</p>
      <p>The status of every certificate, of expired ones too, is told by OCSP at <code>${urls.ocsp}</code> and by the list at
        <code>${urls.crl}</code>, from the moment of revocation on. A list counts for ${crlHours} hours.</p>
    </section>
    <section class="card"><h2>Records</h2>
      <p>What happened is kept in a log that nobody can change without it showing, for ${retentionYears} years after a
        certificate has ended.</p>
    </section>
    <div class="cards">
      <section class="card"><h2>Root</h2>${showAuthority(root, 'root')}</section>
      <section class="card"><h2>Issuing certificate</h2>${showAuthority(issuer.certificate, 'issuing')}</section>
    </div>`,
  );
}

const showDays = (hours: number): string => (hours < 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`);

function showAuthority(certificate: Certificate, name: 'root' | 'issuing'): Html {
  return html`${showFacts([
    ['Subject', renderName(certificate.subject)],
    ['Ends', showTime(certificate.notAfter)],
    ['SHA-256', html`<code>${certificate.fingerprint}</code>`],
  ])}
  <p><a href="/ca/${name}/certificate">Certificate (DER)</a>, <a href="/ca/${name}/crl">list of revoked ones</a></p>`;
}
