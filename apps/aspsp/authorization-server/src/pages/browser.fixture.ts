/** A browser without script: cookies, forms, redirects within the bank. */
export interface TestBrowser {
  /** Follows redirects within the bank; one to elsewhere is where it ends. */
  visit(path: string, headers?: Record<string, string>): Promise<TestPage>;
  /** Sends the form of the page at hand that has this button, filled in. */
  submit(button: string, fields?: Fields): Promise<TestPage>;
  post(path: string, fields: Fields, headers?: Record<string, string>): Promise<Response>;
  readonly page: TestPage;
  readonly cookies: Map<string, string>;
  /** Another one with the same cookies as now. */
  copy(): TestBrowser;
}

export type Fields = Readonly<Record<string, string | readonly string[]>>;

export interface TestPage {
  readonly path: string;
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
  /** What stands there to be read, in one line. */
  readonly text: string;
  readonly title: string;
  /** Where the browser was sent that is not this bank. */
  readonly elsewhere: URL | undefined;
}

export type FetchPage = (request: Request) => Response | Promise<Response>;

const MOST_HOPS = 10;
const ORIGIN = 'http://bank.localhost:4400';

export function openBrowser(fetch: FetchPage, cookies = new Map<string, string>()): TestBrowser {
  let page: TestPage = {
    path: '/',
    status: 0,
    headers: new Headers(),
    html: '',
    text: '',
    title: '',
    elsewhere: undefined,
  };
  const ask = async (path: string, init: RequestInit): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...(cookie === '' ? {} : { Cookie: cookie }), ...init.headers };
    const response = await fetch(new Request(`${ORIGIN}${path}`, { ...init, headers }));
    for (const line of response.headers.getSetCookie()) keepCookie(cookies, line);
    return response;
  };
  const follow = async (path: string, response: Response, hops = 0): Promise<TestPage> => {
    if (hops > MOST_HOPS) throw new Error(`The bank sends a browser round in circles at ${path}.`);
    const location = response.headers.get('Location');
    if (location === null || response.status < 300 || response.status > 399) {
      page = await toPage(path, response);
      return page;
    }
    const url = new URL(location, `${ORIGIN}${path}`);
    if (url.origin !== ORIGIN) {
      page = { ...(await toPage(path, response)), elsewhere: url };
      return page;
    }
    const next = url.pathname + url.search;
    return follow(next, await ask(next, {}), hops + 1);
  };
  const post = (path: string, fields: Fields, headers: Record<string, string> = {}) =>
    ask(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin', ...headers },
      body: toQuery(fields).toString(),
    });
  return {
    visit: async (path, headers = {}) => follow(path, await ask(path, { headers })),
    async submit(button, fields = {}) {
      const form = findForm(page.html, button);
      return follow(form.action, await post(form.action, { ...form.fields, ...fields }));
    },
    post,
    get page() {
      return page;
    },
    cookies,
    copy: () => openBrowser(fetch, new Map(cookies)),
  };
}

function keepCookie(cookies: Map<string, string>, line: string): void {
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
  if (value === '' || /Max-Age=0/i.test(line)) cookies.delete(name);
  else cookies.set(name, value);
}

async function toPage(path: string, response: Response): Promise<TestPage> {
  const html = await response.text();
  const main = /<main[^>]*>([\s\S]*)<\/main>/.exec(html)?.[1] ?? html;
  const text = decode(main.replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();
  const title = decode(/<title>([\s\S]*?)<\/title>/.exec(html)?.[1] ?? '');
  return { path, status: response.status, headers: response.headers, html, text, title, elsewhere: undefined };
}

function findForm(html: string, button: string): { action: string; fields: Record<string, string | string[]> } {
  const forms = [...html.matchAll(/<form[^>]*action="([^"]*)"[^>]*>([\s\S]*?)<\/form>/g)];
  const found = forms.find(([, , content = '']) =>
    decode(content).replace(/\s+/g, ' ').includes(`>${button}</button>`),
  );
  if (found === undefined) throw new Error(`No form has the button "${button}": ${html}`);
  const [, action = '', content = ''] = found;
  const fields: Record<string, string | string[]> = {};
  for (const [input] of content.matchAll(/<input[^>]*>/g)) {
    const of = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(input)?.[1];
    const isChoice = of('type') === 'checkbox' || of('type') === 'radio';
    if (isChoice && !input.includes(' checked')) continue;
    const name = of('name') ?? '';
    const value = decode(of('value') ?? '');
    fields[name] = of('type') === 'checkbox' ? [...[fields[name] ?? []].flat(), value] : value;
  }
  for (const [, name = '', options = ''] of content.matchAll(/<select[^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g))
    fields[name] = decode(/<option value="([^"]*)"/.exec(options)?.[1] ?? '');
  return { action: decode(action), fields };
}

function toQuery(fields: Fields): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, values] of Object.entries(fields)) for (const value of [values].flat()) query.append(name, value);
  return query;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

function decode(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name] ?? '');
}
