// readers and judges of reports that know nothing of the code that writes them, for tests
export { all, type Node, readDocument, texts } from './camt/read-camt.fixture.ts';
export { findSchemaErrors } from './camt/schema.fixture.ts';
export { type Field, readBalance, readLine, readMessages, readSubfields, readUnits } from './mt/read-mt.fixture.ts';
