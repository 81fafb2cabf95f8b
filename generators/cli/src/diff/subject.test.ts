import { expect, test } from 'vitest';
import { subjectOf } from './subject.ts';

test.each([
  ['', 'the operation'],
  ['/body', 'the body'],
  ['/parameters/query/dateFrom/schema/maxLength', 'query parameter dateFrom'],
  ['/schemas/Book/properties/authors/items/properties/name', 'Book.authors[].name'],
  ['/schemas/a~1b/additionalProperties/type', 'a/b.*'],
  ['/content/application~1json/schema/properties/x/enum', 'application/json body.x'],
  ['/content/text~1xml/select/bulk/maxLength', 'text/xml body for bulk'],
  ['/schemas/Book/oneOf/Novel/maxLength', 'Book as Novel'],
  ['/headers/Location/schema', 'header Location'],
  ['/responses/404', 'status 404'],
  ['/schemas/Book/patternProperties/^x/type', 'Book./^x/'],
  ['/schemas/Book/prefixItems/0/type', 'Book[0]'],
])('%s is about "%s"', (pointer, subject) => {
  expect(subjectOf(pointer)).toBe(subject);
});
