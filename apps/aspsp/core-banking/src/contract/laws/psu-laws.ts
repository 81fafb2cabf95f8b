import assert from 'node:assert/strict';
import type { Law } from '../law.ts';
import { getPsu, NOBODY } from '../readings.ts';

export const PSU_LAWS: readonly Law[] = [
  {
    name: 'a PSU is found by the name that it bears',
    async check(core, { psu }) {
      const found = await getPsu(core, psu);
      assert.equal(found.psuId, psu.psuId, 'another PSU is found');
      assert.equal(found.corporateId, psu.corporateId, 'the PSU of another corporate is found');
      assert.deepEqual(await core.findPsu(psu), found, 'the PSU is not the same when it is read again');
    },
  },
  {
    name: 'a PSU that is not there is undefined and has no accounts',
    async check(core, { unknownPsu }) {
      assert.equal(await core.findPsu(unknownPsu), undefined, 'a PSU was invented');
      assert.deepEqual(await core.listAccounts(NOBODY), [], 'accounts of nobody were invented');
    },
  },
  {
    name: 'a PSU is found by the id of its role, and nobody by that of none',
    async check(core, { psu }) {
      const found = await getPsu(core, psu);
      assert.deepEqual(await core.findPsuById(found.id), found, 'another PSU is found by its id');
      assert.equal(await core.findPsuById(NOBODY), undefined, 'a PSU was invented');
    },
  },
  {
    name: 'a PSU does not act for a corporate that is not its own',
    async check(core, { psu }) {
      assert.equal(await core.findPsu({ ...psu, corporateId: NOBODY }), undefined, 'the corporate is not looked at');
    },
  },
];
