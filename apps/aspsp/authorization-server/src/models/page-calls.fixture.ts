import { PAGES } from '../bank.fixture.ts';
import type { Fields, TestBrowser } from '../pages/browser.fixture.ts';
import { tokenOn } from './device-moves.fixture.ts';
import type { Person } from './state.fixture.ts';
import { type Begun, codeSentTo, NOK, newestIn, OK, type World } from './world.fixture.ts';

/** By GET, wherever that leads. */
export async function see(world: World, begun: Begun | undefined, rest: string): Promise<string> {
  const { browser } = world;
  const { elsewhere, status, title, html } = await browser.visit(`${begun?.path}${rest}`);
  keepToken(world, browser);
  keepCode(begun, /href="([^"]*confirmationCode=[^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&'));
  return elsewhere === undefined ? `${status} ${nameOf(title)}` : describeReturn(begun, elsewhere.href);
}

/** By POST; a redirect within the bank is followed, as browsers do. */
export async function submit(world: World, begun: Begun | undefined, rest: string, fields: Fields): Promise<string> {
  const { browser, formToken } = world;
  const path = begun?.path ?? '';
  const response = await browser.post(`${path}${rest}`, { ...fields, _token: formToken });
  const location = response.headers.get('location');
  if (location === path) {
    await see(world, begun, '');
    return 'on';
  }
  if (location !== null) return `${describeReturn(begun, location)}`;
  if (response.status === 403) return '403';
  return `${response.status} ${nameOf(/<title>([\s\S]*?)<\/title>/.exec(await response.text())?.[1] ?? '')}`;
}

/** One of the two is first; the other is led on, or where that leads. */
export async function submitTwice(world: World, person: Person): Promise<string> {
  const fields = { code: await codeSentTo(world, person) };
  const send = () => submit(world, newestIn(world, person), '/code', fields);
  const answers = new Set(await Promise.all([send(), send()]));
  if (answers.size > 1) answers.delete('on');
  return [...answers].join(', ');
}

function keepToken(world: World, browser: TestBrowser): void {
  world.formToken = tokenOn(browser) || world.formToken;
}

function keepCode(begun: Begun | undefined, address: string | undefined): void {
  const code = address && new URL(address).searchParams.get('confirmationCode');
  if (begun !== undefined && code) begun.confirmationCode = code;
}

function describeReturn(begun: Begun | undefined, address: string): string {
  if (address.startsWith(PAGES)) throw new Error(`The bank sends a browser to ${address}.`);
  keepCode(begun, address);
  if (address === OK) return 'back';
  if (address === NOK) return 'back with a no';
  return begun?.confirmationCode === undefined ? address : 'back with a code';
}

/** Without what says that there is a problem, and whose page it is. */
const nameOf = (title: string) => title.replace(/^Error: /, '').replace(/ – .*$/, '');
