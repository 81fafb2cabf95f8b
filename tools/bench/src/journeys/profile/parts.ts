/** Of Node itself, and of what speaks HTTP upon it. */
export const NODE = 'HTTP, TLS and log lines';
export const GARBAGE = 'garbage collection';

/** What the code of a file is for, by the first pattern that fits its address. */
const PARTS: readonly (readonly [part: string, files: RegExp])[] = [
  ['messages with codes', /undici|\/bank\/src\/open\/http-outbox|\/service\/src\/post-json/],
  ['audit log', /\/apps\/shared\/store\/src\/log\//],
  ['store and its drivers', /\/apps\/shared\/store\/|\/node_modules\/pg[-/]/],
  [
    'pages: forms, visits, HTML',
    /\/authorization-server\/src\/pages\/|\/hono\/dist\/(helper|utils)\/html|\/service\/src\/(pages|seal|rate)/,
  ],
  ['authentication', /\/apps\/aspsp\/sca\//],
  ['consents and authorisations', /\/apps\/aspsp\/(consent|authorization-server)\//],
  ['core banking', /\/apps\/aspsp\/core-banking\//],
  ['XS2A: who calls, certificates, seals', /\/apps\/aspsp\/gateway\/|\/apps\/shared\/(certificates|http-signatures)\//],
  ['XS2A: the interface', /\/apps\/aspsp\/|\/generated\/|\/generators\/|\/node_modules\/(@openxs2a|typebox)\//],
  [NODE, /\/node_modules\/|\/apps\/shared\/service\//],
];

/** Undefined for what is a means to anything (Node's own modules, built-in functions): who called it says what for. */
export function partOf(url: string): string | undefined {
  return PARTS.find(([, files]) => files.test(url))?.[0];
}

export const PART_NAMES: readonly string[] = [...PARTS.map(([part]) => part), GARBAGE];
