import { AsnArray, AsnProp, AsnPropTypes, AsnType, AsnTypeTypes } from '@peculiar/asn1-schema';
import { BasicConstraints, Certificate, Extension, TBSCertificate, Time, Validity } from '@peculiar/asn1-x509';
import { Any, type BaseBlock, Null } from 'asn1js';

// Classes of @peculiar/asn1-x509 that tell apart what those take for the same, and so are written again as they were read:
// issuers write out defaults, though DER forbids it (X.690, 11.5), and times in many forms. Where a class fills in a
// default before it reads, the constructor takes it away: the field is undefined unless it was there.
// Decorators are called as what they are, functions.

/** A time as it stands. The library makes a date of whatever stands there; `readTime` reads it. */
export class WrittenTime extends Time {
  #block: BaseBlock = new Null();

  get tag(): number {
    return this.#block.valueBeforeDecodeView[0] ?? 0;
  }

  /** After a length of one octet, which is enough for any time. */
  get content(): Uint8Array {
    return this.#block.valueBeforeDecodeView.subarray(2);
  }

  // asn1-schema lets a class that has these three convert itself

  fromASN(block: BaseBlock): this {
    this.#block = block;
    return this;
  }

  toASN(): BaseBlock {
    return this.#block;
  }

  toSchema(name: string): Any {
    return new Any({ name });
  }
}

class WrittenValidity extends Validity {
  declare notBefore: WrittenTime;
  declare notAfter: WrittenTime;
}
AsnProp({ type: WrittenTime })(WrittenValidity.prototype, 'notBefore');
AsnProp({ type: WrittenTime })(WrittenValidity.prototype, 'notAfter');

class WrittenExtension extends Extension {
  constructor() {
    super();
    Object.assign(this, { critical: undefined });
  }
}
AsnProp({ type: AsnPropTypes.Boolean, optional: true })(WrittenExtension.prototype, 'critical');

export class WrittenExtensions extends AsnArray<Extension> {}
AsnType({ type: AsnTypeTypes.Sequence, itemType: WrittenExtension })(WrittenExtensions);

export class WrittenBasicConstraints extends BasicConstraints {
  constructor() {
    super();
    Object.assign(this, { cA: undefined });
  }
}
AsnProp({ type: AsnPropTypes.Boolean, optional: true })(WrittenBasicConstraints.prototype, 'cA');

export class WrittenTBSCertificate extends TBSCertificate {
  declare validity: WrittenValidity;

  constructor() {
    super();
    Object.assign(this, { version: undefined });
  }
}
AsnProp({ type: AsnPropTypes.Integer, context: 0, optional: true })(WrittenTBSCertificate.prototype, 'version');
AsnProp({ type: WrittenValidity })(WrittenTBSCertificate.prototype, 'validity');
AsnProp({ type: WrittenExtensions, context: 3, optional: true })(WrittenTBSCertificate.prototype, 'extensions');

export class WrittenCertificate extends Certificate {
  declare tbsCertificate: WrittenTBSCertificate;
}
AsnProp({ type: WrittenTBSCertificate, raw: true })(WrittenCertificate.prototype, 'tbsCertificate');
