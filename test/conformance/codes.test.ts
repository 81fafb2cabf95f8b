import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { validators } from '@openxs2a/xs2a/validators';
import { expect, test } from 'vitest';
import { ROOT } from '../support/processes.ts';
import { readTable } from './rules.ts';

const TABLE = join(ROOT, '../shared/facts/message-codes.tsv');
const hasTable = existsSync(TABLE);
const missing = hasTable ? '' : ' (the table of codes does not lie beside the repository, in ../shared/facts)';

test('ERR-FMT-007 the code of a message without a status of its own is any text, its category one of two', () => {
  const message = validators.schema('tppMessageGeneric');
  expect(message.check({ category: 'WARNING', code: 'SOMETHING_OF_A_BANK' })).toBe(true);
  expect(message.check({ category: 'SOMETHING_OF_A_BANK', code: 'WARNING' })).toBe(false);
});

test.each(['400', '401', '403', '404', '405', '406', '409', '429'] as const)(
  'ERR-FMT-008 account information has codes of its own with %s, and no category is one',
  (status) => {
    const code = validators.schema(`MessageCode${status}_AIS`);
    expect(['ERROR', 'WARNING', 'SOMETHING_OF_A_BANK'].filter((one) => code.check(one))).toEqual([]);
  },
);

test.skipIf(!hasTable)(
  `ERR-FMT-008 the codes of account information are those of the table, status by status${missing}`,
  () => {
    const rows = readTable(TABLE).filter(
      ({ service, spec_versions_with_enum: versions = '' }) => service === 'AIS' && versions.includes('1.3.12'),
    );
    const all = new Set(rows.map(({ code = '' }) => code));
    for (const [status, own] of Map.groupBy(rows, ({ http_status: status = '' }) => status)) {
      if (status === '500') continue; // has no body since
      const declared = new Set(own.map(({ code = '' }) => code));
      const accepts = validators.schema(`MessageCode${status}_AIS` as 'MessageCode400_AIS'); // each of these statuses has one
      expect([status, ...[...all].filter((code) => accepts.check(code))]).toEqual([
        status,
        ...[...all].filter((code) => declared.has(code)),
      ]);
    }
    expect(all.size).toBeGreaterThan(30);
  },
);
