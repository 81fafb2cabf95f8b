import type { Passkey } from '@openxs2a/sca';
import {
  answerPage,
  html,
  type Notice,
  showField,
  showForm,
  showTable,
  showTime,
  tellProblem,
  tellSuccess,
} from '@openxs2a/service/pages';
import { type Context, Hono } from 'hono';
import { readForm } from '../base/form.ts';
import { PASSKEY_SCRIPT, readPasskeyResponse, showPasskeyForm } from '../base/show-passkey.ts';
import { say } from '../base/words.ts';
import type { PagesOptions } from '../options.ts';
import { type RoomEnv, toRoom } from './room.ts';

const LONGEST_NAME = 100;

/** Passkeys of the PSU. Who is here has proved both factors, so a new one may be added (RTS, Article 24(2)(b)). */
export function createPasskeyPages({ sca, database, profile }: PagesOptions): Hono<RoomEnv> {
  const show = async (c: Context<RoomEnv>, notice?: Notice) => {
    const { login, formToken } = c.var;
    const [passkeys, ceremony] = await Promise.all([
      sca.passkeys.list(login.psuId),
      sca.passkeys.registrationOptions({ psuId: login.psuId, userName: login.name }),
    ]);
    const remove = ({ passkeyId }: Passkey) =>
      showForm(`/passkeys/${encodeURIComponent(passkeyId)}/remove`, formToken, html``, {
        text: 'Remove',
        tone: 'plain',
      });
    const columns = [
      { title: 'Name', show: ({ name }: Passkey) => name },
      { title: 'Since', show: ({ createdAt }: Passkey) => showTime(createdAt) },
      { title: 'Used', show: ({ lastUsedAt }: Passkey) => (lastUsedAt === undefined ? 'never' : showTime(lastUsedAt)) },
      { title: 'Remove', show: remove },
    ];
    const form = showPasskeyForm({
      kind: 'create',
      action: '/passkeys',
      formToken,
      options: ceremony.options,
      button: 'Add a passkey',
      fields: html`<input type="hidden" name="ceremony" value="${ceremony.ceremonyId}">
        ${showField({ label: 'What you call it', name: 'name' })}`,
      otherwise: 'Your browser runs no script here, or knows no passkeys.',
    });
    const room = toRoom(login, formToken);
    return answerPage(
      c,
      { site: profile.name, title: 'Passkeys', room, section: '/passkeys', notice, script: PASSKEY_SCRIPT },
      html`<p>A passkey is in your phone, your computer or a security key. With it you log in here, and agree to what you are asked for, without a code.</p>
        <section class="card">${showTable('Yours', columns, passkeys)}</section>
        <section class="card"><h2>Another one</h2>${form}</section>`,
    );
  };
  return new Hono<RoomEnv>()
    .get('/passkeys', (c) => show(c))
    .post('/passkeys', async (c) => {
      const form = await readForm(c);
      const name = form.text('name');
      if (name === '' || name.length > LONGEST_NAME)
        return show(c, tellProblem(`A name has 1 to ${LONGEST_NAME} characters.`, 422, 'name'));
      const ceremonyId = form.text('ceremony');
      const response = readPasskeyResponse(form.secret('response'));
      const outcome = await sca.passkeys.register({ ceremonyId, psuId: c.var.login.psuId, name, response });
      if (outcome.accepted) return show(c, tellSuccess('The passkey is yours.'));
      return show(c, tellProblem('Your device gave no passkey. Try again.', 422, 'name'));
    })
    .post('/passkeys/:passkeyId/remove', async (c) => {
      const { psuId } = c.var.login;
      const outcome = await database.transaction((trx) => sca.passkeys.remove(trx, psuId, c.req.param('passkeyId')));
      if (outcome.accepted) return show(c, tellSuccess('The passkey is removed.'));
      const { text, status } = say(outcome.reason);
      return show(c, tellProblem(text, status));
    });
}
