import type { Response } from '../../bank/load/connection.ts';
import type { Sealed } from '../../bank/sealed-requests.ts';
import { BACK, PASSWORD, phoneOf, psuIdOf } from '../setting.ts';
import type { StepName } from '../steps.ts';
import type { Browser } from './browser.ts';
import { render } from './requests.ts';
import type { Tpp } from './tpp.ts';

export interface Journey {
  readonly tpp: Tpp;
  openBrowser(): Promise<Browser>;
  readonly create: Sealed;
  readonly ask: Sealed;
  readonly psu: number;
  /** What was sent to a telephone last. */
  codeOf(phone: string): string;
  /** Hears of each answer. */
  readonly hear?: (step: StepName, response: Response) => void;
}

/** From the request for a consent to the TPP that finds it valid. Throws where a step is not answered as it should be. */
export async function travel(journey: Journey): Promise<void> {
  const { tpp, create, ask, psu, codeOf } = journey;
  const check = (step: StepName, response: Response, expected: number) => {
    journey.hear?.(step, response);
    if (response.status !== expected) throw new Error(`${step} was answered by ${response.status}: ${response.body}`);
    return response.body.toString();
  };
  const created = check('POST consent', await tpp.send(render('POST', '/v1/consents', create)), 201);
  const { consentId, _links } = JSON.parse(created) as Created;
  const path = new URL(_links.scaRedirect.href).pathname;
  const browser = await journey.openBrowser();
  check('GET link', await browser.get(path), 200);
  const login = { 'psu-id': psuIdOf(psu), password: PASSWORD };
  check('POST login', await browser.post(`${path}/login`, login), 303);
  const review = check('GET review', await browser.get(path), 200);
  const [, method = ''] = /name="method" value="([^"]+)"/.exec(review) ?? [];
  check('POST agreement', await browser.post(`${path}/agree`, { method }), 303);
  check('GET code', await browser.get(path), 200);
  const done = await browser.post(`${path}/code`, { code: codeOf(phoneOf(psu)) });
  check('POST code', done, 303);
  if (!done.head.includes(BACK)) throw new Error(`The browser did not go back to the TPP: ${done.head}`);
  browser.close();
  const status = await tpp.send(render('GET', `/v1/consents/${consentId}/status`, ask));
  const { consentStatus } = JSON.parse(check('GET status', status, 200)) as { consentStatus: string };
  if (consentStatus !== 'valid') throw new Error(`The consent is ${consentStatus} after all.`);
}

/** Of a 201 with a redirect. */
interface Created {
  readonly consentId: string;
  readonly _links: { readonly scaRedirect: { readonly href: string } };
}
