import { BaseBlock, type ViewWriter } from 'asn1js';

/** A copy, because the `@peculiar/asn1-*` packages take whole buffers only. */
export function toArrayBuffer(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}

/**
 * DER to stand where a structure belongs, octet by octet: what was signed, what others have written, what need not be
 * written again and again. It can only be written, and has none of the fields of what it stands for.
 */
export function verbatim<Structure extends object>(der: Uint8Array): Structure {
  // holds for the serializer, which asks a convertible for its ASN.1 and looks at nothing else of it
  return new Verbatim(der) as unknown as Structure;
}

/** Of asn1js itself, RawData is left out where it stands inside of another value. */
class Verbatim extends BaseBlock {
  readonly #der: Uint8Array;

  constructor(der: Uint8Array) {
    super();
    this.#der = der;
  }

  override toBER(_sizeOnly?: boolean, writer?: ViewWriter): ArrayBuffer {
    if (writer === undefined) return toArrayBuffer(this.#der);
    writer.write(this.#der);
    return new ArrayBuffer();
  }

  toASN(): this {
    return this;
  }

  /** The serializer knows a convertible by both its methods. */
  fromASN(): never {
    throw new TypeError('what stands verbatim is only written');
  }
}
