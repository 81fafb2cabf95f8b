/** An answer, as far as a browser needs it; Node's and undici's are. */
export interface BrowserAnswer {
  readonly status: number;
  readonly headers: Pick<Headers, 'get' | 'getSetCookie'>;
  text(): Promise<string>;
}

/** `fetch`, as far as a browser needs it. */
export type BrowserFetch = (
  url: string,
  init: {
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
    readonly redirect: 'manual';
  },
) => Promise<BrowserAnswer>;

/** Values of the fields of a form, by their names. */
export type FormFields = Readonly<Record<string, string | readonly string[]>>;

export interface BrowserPage {
  readonly url: URL;
  readonly status: number;
  readonly html: string;
  readonly title: string;
  /** Where the browser was sent outside of the site. It does not go there. */
  readonly elsewhere?: URL;
}

/** A box or a button to tick, and what stands beside it. */
export interface Choice {
  readonly name: string;
  readonly value: string;
  readonly label: string;
}

/** A person's browser without script: it keeps cookies, follows redirects within the site, and fills in forms. */
export interface Browser {
  readonly page: BrowserPage;
  /** A URL, or a path of the site. */
  visit(url: string): Promise<BrowserPage>;
  /** What may be ticked for a field, in the order of the page. */
  choicesOf(field: string): readonly Choice[];
  /** Sends the form that has the button with this text, with what is filled in already. Throws where there is none. */
  submit(button: string, fields?: FormFields): Promise<BrowserPage>;
}

export function openBrowser(site: string, fetch: BrowserFetch = globalThis.fetch): Browser {
  const { origin } = new URL(site);
  const cookies = new Map<string, string>();
  let page: BrowserPage = { url: new URL(site), status: 0, html: '', title: '' };

  const go = async (url: URL, form?: string): Promise<BrowserPage> => {
    const answer = await fetch(url.href, { ...toRequest(cookies, origin, form), redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) keepCookie(cookies, line);
    const html = await answer.text();
    const [, title = ''] = /<title>([\s\S]*?)<\/title>/.exec(html) ?? [];
    page = { url, status: answer.status, html, title: decode(title) };
    const location = answer.headers.get('Location');
    if (location === null) return page;
    const next = new URL(location, url);
    if (next.origin === origin) return go(next);
    page = { ...page, elsewhere: next };
    return page;
  };
  return {
    get page() {
      return page;
    },
    visit: (url) => go(new URL(url, site)),
    choicesOf: (field) => readChoices(page.html).filter(({ name }) => name === field),
    submit(button, fields = {}) {
      const form = findForm(page.html, button);
      return go(new URL(form.action, page.url), toQuery({ ...form.fields, ...fields }));
    },
  };
}

function toRequest(cookies: ReadonlyMap<string, string>, origin: string, form: string | undefined) {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const headers = cookie === '' ? {} : { Cookie: cookie };
  if (form === undefined) return { method: 'GET', headers };
  const own = { Origin: origin, 'Sec-Fetch-Site': 'same-origin' };
  return {
    method: 'POST',
    headers: { ...headers, ...own, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: form,
  };
}

function keepCookie(cookies: Map<string, string>, line: string): void {
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
  if (value === '' || /;\s*Max-Age=0/i.test(line)) cookies.delete(name);
  else cookies.set(name, value);
}

function findForm(html: string, button: string): { readonly action: string; readonly fields: FormFields } {
  const forms = html.matchAll(/<form[^>]*\saction="([^"]*)"[^>]*>([\s\S]*?)<\/form>/g);
  for (const [, action = '', content = ''] of forms)
    if (content.includes(`>${button}</button>`)) return { action: decode(action), fields: readFields(content) };
  throw new Error(`No form has the button "${button}" on the page "${decode(html.replace(/<[^>]*>/g, ' '))}"`);
}

/** What a browser would send if nobody filled in anything. */
function readFields(form: string): FormFields {
  const fields: Record<string, string | readonly string[]> = {};
  for (const [input] of form.matchAll(/<input[^>]*>/g)) {
    const { name, type, value = '' } = readAttributes(input);
    if (name === undefined || (isTicked(type) && !/\schecked/.test(input))) continue;
    fields[name] = type === 'checkbox' ? [...[fields[name] ?? []].flat(), value] : value;
  }
  return fields;
}

function readChoices(html: string): readonly Choice[] {
  const labels = html.matchAll(/<label[^>]*>\s*(<input[^>]*>)([\s\S]*?)<\/label>/g);
  return [...labels].flatMap(([, input = '', text = '']) => {
    const { name = '', type, value = '' } = readAttributes(input);
    const label = decode(text.replace(/<[^>]*>/g, ' ')).trim();
    return isTicked(type) ? [{ name, value, label }] : [];
  });
}

const isTicked = (type: string | undefined) => type === 'checkbox' || type === 'radio';

function readAttributes(tag: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...tag.matchAll(/\s([a-z-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, decode(value)]),
  );
}

function toQuery(fields: FormFields): string {
  const pairs = Object.entries(fields).flatMap(([name, values]) => [values].flat().map((value) => [name, value]));
  return String(new URLSearchParams(pairs));
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const decode = (text: string) => text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name] ?? '');
