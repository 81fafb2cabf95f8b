import { DEMO_PSUS } from '@openxs2a/core-banking/demo';
import type { CodeMethod } from '@openxs2a/sca';

type DemoPsu = (typeof DEMO_PSUS)[keyof typeof DEMO_PSUS];

/** How somebody logs in as a PSU of the demo. Printed for whoever tries the sandbox, so no secret. */
export interface DemoCredentials {
  readonly psu: DemoPsu;
  readonly password: string;
  readonly codes: readonly CodeMethod[];
  /** Whether it has a device that approves. */
  readonly hasDevice: boolean;
}

const sms = (number: string): CodeMethod => ({ authenticationType: 'SMS_OTP', name: 'Text message', address: number });
const mail = (psuId: string): CodeMethod => ({
  authenticationType: 'SMTP_OTP',
  name: 'E-mail',
  address: `${psuId}@mail.example`,
});

/** Each kind of PSU is there: several methods, one code, one device, none. The rest has a code and a device. */
const METHODS: { readonly [Psu in keyof typeof DEMO_PSUS]?: Pick<DemoCredentials, 'codes' | 'hasDevice'> } = {
  personal: { codes: [sms('+4915550000001'), mail('personal')], hasDevice: true },
  severalCurrencies: { codes: [sms('+4915550000002')], hasDevice: false },
  cards: { codes: [], hasDevice: true },
  noAccounts: { codes: [], hasDevice: false },
};

export const DEMO_CREDENTIALS: readonly DemoCredentials[] = Object.entries(DEMO_PSUS).map(([key, psu], at) => ({
  psu,
  password: `password of ${psu.psuId}`,
  // the entries are those of the object
  ...(METHODS[key as keyof typeof DEMO_PSUS] ?? { codes: [sms(`+49155500001${at + 10}`)], hasDevice: true }),
}));
