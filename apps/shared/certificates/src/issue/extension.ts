import { OctetString } from '@peculiar/asn1-schema';
import { Extension } from '@peculiar/asn1-x509';
import { checkOid } from './asn1.ts';

/** An extension as it will stand: any OID, any octets. */
export interface ExtensionTemplate {
  readonly oid: string;
  readonly critical: boolean;
  /** DER of the extension's own syntax. */
  readonly value: Uint8Array;
}

interface Extended {
  readonly extensions: readonly ExtensionTemplate[];
}

/** The template with this extension in the place of the one of the same OID, or at the end. */
export function withExtension<Template extends Extended>(template: Template, extension: ExtensionTemplate): Template {
  const isThere = template.extensions.some(({ oid }) => oid === extension.oid);
  const extensions = isThere
    ? template.extensions.map((other) => (other.oid === extension.oid ? extension : other))
    : [...template.extensions, extension];
  return { ...template, extensions };
}

/** The template without the extension of this OID. */
export function withoutExtension<Template extends Extended>(template: Template, oid: string): Template {
  return { ...template, extensions: template.extensions.filter((extension) => extension.oid !== oid) };
}

/** Extension (RFC 5280, 4.1). */
export function toAsn1Extension({ oid, critical, value }: ExtensionTemplate): Extension {
  return new Extension({ extnID: checkOid(oid), critical, extnValue: new OctetString(value) });
}
