import { expect, test } from 'vitest';
import { type AskRegisterOptions, askRegister } from './ask-register.ts';

const TPP = 'PSDDE-BAFIN-A 1/2';
const REGISTRATION = {
  organizationIdentifier: TPP,
  legalName: 'Aurora',
  country: 'DE',
  status: 'active',
  roles: [
    { role: 'PSP_PI', countries: ['DE'] },
    { role: 'PSP_AI', countries: ['DE', 'FR'] },
  ],
};

const answering =
  (status: number, body: unknown = {}): AskRegisterOptions['fetch'] =>
  async () => ({ status, json: async () => body });

test('the register is asked about one party, at its address', async () => {
  const asked: string[] = [];
  const fetch: AskRegisterOptions['fetch'] = async (url) => {
    asked.push(url);
    return { status: 200, json: async () => REGISTRATION };
  };
  const source = 'https://qtsp.example/v1/register/PSDDE-BAFIN-A%201%2F2';
  expect(await askRegister({ url: 'https://qtsp.example/', fetch })(TPP)).toEqual({
    legalName: 'Aurora',
    status: 'active',
    roles: ['PSP_PI', 'PSP_AI'],
    source,
  });
  expect(asked).toEqual([source]);
});

test('CRT-TLS-013 a role counts where it may be exercised', async () => {
  const lookup = askRegister({ url: 'https://qtsp.example', fetch: answering(200, REGISTRATION), country: 'FR' });
  expect((await lookup(TPP))?.roles).toEqual(['PSP_AI']);
});

test('who is not in it is unknown', async () => {
  expect(await askRegister({ url: 'https://qtsp.example', fetch: answering(404) })(TPP)).toBeUndefined();
});

test.each([
  ['an error', 500, {}],
  ['a redirect', 302, {}],
  ['what is no entry', 200, { legalName: 'Aurora' }],
  ['an entry of somebody else', 200, { ...REGISTRATION, organizationIdentifier: 'PSDDE-BAFIN-2' }],
  ['a role that there is not', 200, { ...REGISTRATION, roles: [{ role: 'PSP_XX', countries: [] }] }],
])('%s is no answer', async (_, status, body) => {
  const lookup = askRegister({ url: 'https://qtsp.example', fetch: answering(status, body) });
  await expect(lookup(TPP)).rejects.toMatchObject({ code: 'ERR_REGISTER' });
});
