import fc from 'fast-check';

interface Format {
  readonly arbitrary: fc.Arbitrary<string>;
  readonly fits: (text: string) => boolean;
  /** Texts that break the format and nothing else that is likely to be asked of it. */
  readonly broken: readonly string[];
}

const days = fc.date({
  min: new Date('1970-01-01T00:00:00Z'),
  max: new Date('2199-12-31T23:59:59Z'),
  noInvalidDate: true,
});
const label = fc.stringMatching(/^[a-z][a-z0-9]{0,9}$/);

function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

const FORMATS: Readonly<Record<string, Format>> = {
  date: {
    arbitrary: fc.oneof(
      days.map((date) => date.toISOString().slice(0, 10)),
      fc.constant('2024-02-29'),
    ),
    fits: isDay,
    broken: ['2026-02-30', '2025-02-29', '2026-13-01'],
  },
  'date-time': {
    arbitrary: fc
      .tuple(days, fc.constantFrom('Z', '+02:00', '-11:30'))
      .map(([date, zone]) => date.toISOString().replace('Z', zone)),
    fits: (text) =>
      /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i.test(text) &&
      isDay(text.slice(0, 10)),
    broken: ['2026-02-30T10:00:00Z', '2026-01-31T25:00:00Z', '2026-01-31T10:00:00'],
  },
  time: {
    arbitrary: days.map((date) => date.toISOString().slice(11)),
    fits: (text) => /^([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i.test(text),
    broken: ['25:00:00Z'],
  },
  uuid: {
    arbitrary: fc.oneof(
      fc.uuid(),
      fc.uuid().map((text) => text.toUpperCase()),
    ),
    fits: (text) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text),
    broken: ['99391c7e-ad88-49ec-a2ad-99ddcb1f772', '99391c7e-ad88-49ec-a2ad-99ddcb1f772g'],
  },
  ipv4: {
    arbitrary: fc.ipV4(),
    fits: (text) =>
      text.split('.').length === 4 &&
      text.split('.').every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256),
    broken: ['192.168.8.256', '192.168.8'],
  },
  ipv6: {
    arbitrary: fc.constantFrom('::', '2001:db8::1', 'fe80::1:2:3'),
    fits: (text) => URL.canParse(`http://[${text}]`),
    broken: ['2001:db8::1::2'],
  },
  uri: {
    arbitrary: fc.webUrl({ withQueryParameters: true, withFragments: true }),
    fits: (text) => /^[a-z][a-z0-9+.-]*:[\x21-\x7e]*$/i.test(text) && !/[<>"{}|\\^`]/.test(text),
    broken: ['no scheme', 'http://a b'],
  },
  'uri-reference': {
    arbitrary: fc.oneof(fc.webUrl(), fc.webPath()),
    fits: (text) => !/[\s<>"{}|\\^`]/.test(text),
    broken: ['a b', '\\'],
  },
  email: {
    arbitrary: fc.tuple(label, label).map(([name, host]) => `${name}@${host}.example`),
    fits: (text) => /^[^\s@]+@[^\s@]+$/.test(text),
    broken: ['nobody', 'a b@c.example'],
  },
  hostname: {
    arbitrary: label.map((name) => `${name}.example`),
    fits: (text) => /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(text) && !text.includes('..'),
    broken: ['-a', 'a..b'],
  },
  byte: {
    arbitrary: fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes).toString('base64')),
    fits: (text) => Buffer.from(text, 'base64').toString('base64') === text,
    broken: ['not base64!', 'QQ'],
  },
};

export function findFormat(name: unknown): Format | undefined {
  return typeof name === 'string' ? FORMATS[name] : undefined;
}

export function fitsFormat(name: unknown, value: unknown): boolean {
  if (typeof value === 'number' && (name === 'int32' || name === 'int64')) {
    const limit = name === 'int32' ? 2 ** 31 : 2 ** 63;
    return Number.isInteger(value) && value >= -limit && value < limit;
  }
  return typeof value !== 'string' || (findFormat(name)?.fits(value) ?? true);
}
