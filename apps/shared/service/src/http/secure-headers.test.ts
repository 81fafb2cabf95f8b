import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { renderPagePolicy, secureApi, securePages } from './secure-headers.ts';

const open = (isHttps: boolean, formTargets: string[] = []) =>
  new Hono()
    .use(securePages({ isHttps, formTargets }))
    .get('/', (c) => c.html('<p>'))
    .get('/style.css', (c) => c.body('', 200, { 'Cache-Control': 'max-age=60' }));

test('a page takes nothing from elsewhere, runs nothing inline, is not framed and not kept', async () => {
  const { headers } = await open(true).request('/');
  expect(headers.get('Content-Security-Policy')).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  );
  expect(headers.get('Content-Security-Policy')).not.toMatch(/unsafe|\*|data:/);
  expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
  expect(headers.get('Referrer-Policy')).toBe('no-referrer');
  expect(headers.get('X-Frame-Options')).toBe('DENY');
  expect(headers.get('Cache-Control')).toBe('no-store');
  expect(headers.get('Strict-Transport-Security')).toBe('max-age=31536000; includeSubDomains');
});

test('pages by plain http promise no https', async () => {
  expect((await open(false).request('/')).headers.has('Strict-Transport-Security')).toBe(false);
});

test('an answer keeps what it says itself', async () => {
  expect((await open(true).request('/style.css')).headers.get('Cache-Control')).toBe('max-age=60');
});

test('an answer that there is no page has the headers, too', async () => {
  const { status, headers } = await open(true).request('/nowhere');
  expect([status, headers.get('X-Frame-Options')]).toEqual([404, 'DENY']);
});

test('forms may lead to the origins that are named', async () => {
  expect(renderPagePolicy(['https://tpp.example'])).toContain("form-action 'self' https://tpp.example;");
});

test.each(['https://tpp.example/', 'tpp.example', "'unsafe-inline'", 'https://a; script-src *', '*', 'data:'])(
  'what is no origin is refused: %s',
  (target) => {
    expect(() => renderPagePolicy([target])).toThrow(TypeError);
  },
);

test('an interface shows nothing, and its answers are not kept', async () => {
  const { headers } = await new Hono()
    .use(secureApi())
    .get('/', (c) => c.json({}))
    .request('/');
  expect(headers.get('Content-Security-Policy')).toBe("default-src 'none'; frame-ancestors 'none'");
  expect(headers.get('Cache-Control')).toBe('no-store');
});
