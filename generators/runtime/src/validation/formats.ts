import Format from 'typebox/format';

type Check = (value: unknown) => boolean;

const text =
  (check: (value: string) => boolean): Check =>
  (value) =>
    typeof value !== 'string' || check(value);

/** Whole numbers within bounds; what is no number is the business of `type`. */
const whole =
  (minimum: number, maximum: number): Check =>
  (value) =>
    typeof value !== 'number' || (Number.isInteger(value) && value >= minimum && value <= maximum);

/** RFC 4648, 4. With the length checked first, no group has to be counted: certificates are long. */
const isBase64 = (value: string) => value.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(value);
const BASE64URL = /^(?:[A-Za-z0-9_-]{4})*(?:[A-Za-z0-9_-]{2}(?:==)?|[A-Za-z0-9_-]{3}=?)?$/;

/**
 * The formats of JSON Schema 2020-12 and of the OpenAPI format registry that can be checked. A format that is not
 * listed is accepted, and so is a value of a type that the format does not speak of.
 */
const FORMATS: ReadonlyMap<string, Check> = new Map([
  ['date', text(Format.IsDate)],
  // RFC 3339 5.6: no suffix in brackets, which RFC 9557 added.
  ['date-time', text((value) => !value.includes('[') && Format.IsDateTime(value))],
  ['time', text((value) => Format.IsTime(value))],
  ['duration', text(Format.IsDuration)],
  ['email', text(Format.IsEmail)],
  ['idn-email', text(Format.IsIdnEmail)],
  ['hostname', text(Format.IsHostname)],
  ['idn-hostname', text(Format.IsIdnHostname)],
  ['ipv4', text(Format.IsIPv4)],
  ['ipv6', text(Format.IsIPv6)],
  ['uri', text(Format.IsUri)],
  ['uri-reference', text(Format.IsUriReference)],
  ['uri-template', text(Format.IsUriTemplate)],
  ['iri', text(Format.IsIri)],
  ['iri-reference', text(Format.IsIriReference)],
  ['uuid', text(Format.IsUuid)],
  ['json-pointer', text(Format.IsJsonPointer)],
  ['relative-json-pointer', text(Format.IsRelativeJsonPointer)],
  ['regex', text(Format.IsRegex)],
  ['byte', text(isBase64)],
  ['base64url', text((value) => BASE64URL.test(value))],
  ['char', text((value) => [...value].length === 1)],
  ['int8', whole(-128, 127)],
  ['uint8', whole(0, 255)],
  ['int16', whole(-32_768, 32_767)],
  ['uint16', whole(0, 65_535)],
  ['int32', whole(-2_147_483_648, 2_147_483_647)],
  ['uint32', whole(0, 4_294_967_295)],
  ['int64', whole(-(2 ** 63), 2 ** 63)],
  ['uint64', whole(0, 2 ** 64)],
  ['double-int', whole(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)],
]);

/** The check of a format; undefined where the format is not known. */
export function findFormat(name: unknown): Check | undefined {
  return typeof name === 'string' ? FORMATS.get(name) : undefined;
}
