import { openConnection, type Response, type Target } from '../../bank/load/connection.ts';
import { render } from './requests.ts';

/** Just enough of one: a connection, cookies, and the token of the forms that it has seen. */
export interface Browser {
  get(path: string): Promise<Response>;
  post(path: string, fields: Readonly<Record<string, string>>): Promise<Response>;
  close(): void;
}

/** With a handshake of its own, as somebody has it who comes for the first time. */
export async function openBrowser(target: Target): Promise<Browser> {
  const connection = await openConnection(target);
  const cookies = new Map<string, string>();
  let token = '';
  const send = async (request: Buffer) => {
    const response = await connection.send(request);
    for (const [, name = '', value = ''] of response.head.matchAll(/\r\nset-cookie: *([^=]+)=([^;\r]*)/gi))
      cookies.set(name, value);
    token = /name="_token" value="([^"]+)"/.exec(response.body.toString('latin1'))?.[1] ?? token;
    return response;
  };
  const headersOf = (): [string, string][] => [
    ['Host', 'localhost'],
    ['Accept', 'text/html'],
    ['Cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')],
  ];
  return {
    get: (path) => send(render('GET', path, { headers: headersOf(), body: '' })),
    post(path, fields) {
      const body = new URLSearchParams({ ...fields, _token: token }).toString();
      const form: [string, string][] = [
        ['Content-Type', 'application/x-www-form-urlencoded'],
        ['Content-Length', String(body.length)],
        ['Sec-Fetch-Site', 'same-origin'],
      ];
      return send(render('POST', path, { headers: [...headersOf(), ...form], body }));
    },
    close: (): void => connection.close(),
  };
}
