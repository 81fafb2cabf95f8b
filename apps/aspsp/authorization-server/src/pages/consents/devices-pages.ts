import type { AuthenticationMethod } from '@openxs2a/sca';
import { ScaError } from '@openxs2a/sca';
import {
  answerPage,
  html,
  type Notice,
  showField,
  showForm,
  showTable,
  tellProblem,
  tellSuccess,
} from '@openxs2a/service/pages';
import { type Context, Hono } from 'hono';
import { DEVICE_SCRIPT } from '../base/assets.ts';
import { readForm } from '../base/form.ts';
import { describeMethod } from '../base/show-factors.ts';
import { say } from '../base/words.ts';
import type { PagesOptions } from '../options.ts';
import { readDeviceKey } from './read-device-key.ts';
import { type RoomEnv, toRoom } from './room.ts';

/** What the PSU confirms by. Who is here has proved both factors, so a new device may be added (RTS, Article 24(2)(b)). */
export function createDevicePages({ sca, database, profile }: PagesOptions): Hono<RoomEnv> {
  const show = async (c: Context<RoomEnv>, notice?: Notice, enrolled?: { id: string; thumbprint: string }) => {
    const { login, formToken } = c.var;
    const methods = await sca.listMethods(login.psuId);
    const columns = [
      { title: 'By', show: describeMethod },
      {
        title: 'Remove',
        show: ({ authenticationMethodId, decoupled }: AuthenticationMethod) =>
          decoupled
            ? showForm(`/devices/${encodeURIComponent(authenticationMethodId)}/remove`, formToken, html``, {
                text: 'Remove',
                tone: 'plain',
              })
            : 'by your bank alone',
      },
    ];
    const fields = html`<input type="hidden" name="public-key" value="">
      ${showField({ label: 'What you call it', name: 'name', hint: 'Needs script. The key is made in this browser and never leaves it.' })}`;
    const room = toRoom(login, formToken);
    return answerPage(
      c,
      { site: profile.name, title: 'Devices', room, section: '/devices', notice, script: DEVICE_SCRIPT },
      html`<section class="card">${showTable('How you confirm', columns, methods)}</section>
        ${enrolled === undefined ? '' : html`<div data-enrolled="${enrolled.id}" data-thumbprint="${enrolled.thumbprint}"></div>`}
        <section class="card" data-enrol><h2>Make this browser a device</h2>
          ${showForm('/devices', formToken, fields, { text: 'Add this browser' })}
        </section>
        <p><a href="/approvals">What waits to be approved</a></p>`,
    );
  };
  return new Hono<RoomEnv>()
    .get('/devices', (c) => show(c))
    .post('/devices', async (c) => {
      const form = await readForm(c);
      const key = readDeviceKey(form.text('public-key'));
      if (key === undefined)
        return show(c, tellProblem('This browser made no key. It needs script for that.', 422, 'name'));
      try {
        const { psuId } = c.var.login;
        const method = { authenticationType: 'PUSH_OTP', name: form.text('name'), deviceKey: key.jwk } as const;
        const enrolled = await database.transaction((trx) => sca.enrolMethod(trx, psuId, method));
        const { thumbprint } = key;
        return show(c, tellSuccess('This browser is a device of yours.'), {
          id: enrolled.authenticationMethodId,
          thumbprint,
        });
      } catch (error) {
        if (!(error instanceof ScaError)) throw error;
        return show(c, tellProblem('A device has a name of 1 to 100 characters.', 422, 'name'));
      }
    })
    .post('/devices/:methodId/remove', async (c) => {
      const { psuId } = c.var.login;
      const methodId = c.req.param('methodId');
      const isDevice = (await sca.listMethods(psuId)).some(
        (method) => method.authenticationMethodId === methodId && method.decoupled,
      );
      if (!isDevice) return show(c, tellProblem('There is no such device.', 404));
      const outcome = await database.transaction((trx) => sca.removeMethod(trx, psuId, methodId));
      if (outcome.accepted) return show(c, tellSuccess('The device is removed.'));
      const { text, status } = say(outcome.reason);
      return show(c, tellProblem(text, status));
    });
}
