import type { RegisterHandlers } from '@openxs2a/certificate-authority-api/server';
import type { Transaction } from '@openxs2a/store';
import type { RegistrationChange } from '../../acts/change-registration.ts';
import { importRegister } from '../../acts/import-register.ts';
import type { Qtsp } from '../../acts/qtsp.ts';
import { restoreAuthorisation, restoreRole } from '../../acts/restore.ts';
import { withdrawAuthorisation, withdrawRole } from '../../acts/withdraw.ts';
import type { Outcome, ProblemCode } from '../../domain/outcome.ts';
import { findRegistration, listRegistrations } from '../../store/registrations.ts';
import { type CallContext, callerAs } from '../context.ts';
import { toReply } from '../problem.ts';
import { toCursor, toPage } from './page.ts';
import { showChange, showRegistration } from './show.ts';

const json = 'application/json';

export function createRegisterHandlers(qtsp: Qtsp): RegisterHandlers<CallContext> {
  const { database } = qtsp;
  const inTransaction = <Value>(act: (trx: Transaction) => Promise<Value>) => database.transaction(act);
  return {
    async getRegister({ query = {} }) {
      const { limit, after, ...filter } = query;
      const page = toCursor(query);
      const found = await listRegistrations(database, filter, page);
      const body = toPage(found, page.limit, showRegistration, (last) => last.organizationIdentifier);
      return { status: 200, type: json, body };
    },
    async getRegistration({ path }) {
      const found = await findRegistration(database, path.organizationIdentifier);
      if (found === undefined) return toReply({ code: 'not-found' });
      return { status: 200, type: json, body: showRegistration(found) };
    },
    async importRegister({ body }, context) {
      const outcome = await importRegister(qtsp, callerAs(context, 'operator', 'nca'), body.value);
      if (!outcome.done) return toReply(outcome.problem);
      return { status: 200, type: json, body: { ...outcome.value, revoked: [...outcome.value.revoked] } };
    },
    async withdrawAuthorisation({ path, body }, context) {
      const input = { ...path, ...body.value };
      return toChange(await inTransaction((trx) => withdrawAuthorisation(trx, qtsp, callerAs(context, 'nca'), input)));
    },
    async restoreAuthorisation({ path, body }, context) {
      const input = { ...path, ...body.value };
      return toChange(await inTransaction((trx) => restoreAuthorisation(trx, qtsp, callerAs(context, 'nca'), input)));
    },
    async withdrawRole({ path, body }, context) {
      const input = { ...path, ...body.value };
      return toChange(await inTransaction((trx) => withdrawRole(trx, qtsp, callerAs(context, 'nca'), input)));
    },
    async restoreRole({ path, body }, context) {
      const input = { ...path, ...body.value };
      return toChange(await inTransaction((trx) => restoreRole(trx, qtsp, callerAs(context, 'nca'), input)));
    },
  };
}

function toChange<Code extends ProblemCode>(outcome: Outcome<RegistrationChange, Code>) {
  if (!outcome.done) return toReply(outcome.problem);
  return { status: 200, type: json, body: showChange(outcome.value) } as const;
}
