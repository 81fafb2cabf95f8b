import type { PspRole } from '@openxs2a/certificates';
import type { Transaction } from '@openxs2a/store';
import { type CallerOf, nameCaller } from '../domain/caller.ts';
import { done, failed, type Outcome, refused } from '../domain/outcome.ts';
import { refuse } from '../domain/refusal.ts';
import { isSameDecision, type Measure, type Report } from '../domain/report.ts';
import { findCertificates } from '../store/certificates.ts';
import { findReport, saveDecision } from '../store/reports.ts';
import type { Qtsp } from './qtsp.ts';
import { revoke } from './revoke.ts';
import { withdrawAuthorisation, withdrawRole } from './withdraw.ts';

export interface DecisionInput {
  readonly measure: Measure;
  readonly roles?: readonly PspRole[];
  readonly comment: string;
}

/** The authority's decision and its measure in one. Repeated, it answers the same; another decision is refused. */
export function decideReport(
  qtsp: Qtsp,
  caller: CallerOf<'nca'>,
  reportId: string,
  input: DecisionInput,
): Promise<Outcome<Report, 'already-decided' | 'not-found' | 'not-of-this-authority' | 'request-refused'>> {
  const { measure, roles = [], comment } = input;
  if (measure === 'withdrawRoles' && roles.length === 0)
    return Promise.resolve(refused([refuse('roles-missing', 'Name the roles that are withdrawn.')]));
  return qtsp.database.transaction(async (trx) => {
    const report = await findReport(trx, reportId);
    // an inbox is its authority's alone
    if (report?.ncaId !== caller.ncaId) return failed('not-found');
    if (report.decision !== undefined)
      return isSameDecision(report.decision, input) ? done(report) : failed('already-decided');
    const taken = await takeMeasure(trx, qtsp, caller, report, input);
    if (!taken.done) return taken;
    const named = measure === 'withdrawRoles' ? { roles } : {};
    const decision = { measure, comment, decidedAt: qtsp.clock(), revoked: taken.value, ...named };
    const status = measure === 'none' ? 'dismissed' : 'upheld';
    await saveDecision(trx, reportId, status, decision);
    const body = { reportId, ncaId: report.ncaId, measure, comment, revoked: taken.value };
    await qtsp.journal.append(trx, {
      kind: 'report-decided',
      actor: nameCaller(caller),
      subject: report.organizationIdentifier,
      body,
    });
    return done({ ...report, status, decision });
  });
}

type Taken = Promise<Outcome<readonly string[], 'not-found' | 'not-of-this-authority'>>;

/** Gives the serial numbers of what is revoked. */
async function takeMeasure(
  trx: Transaction,
  qtsp: Qtsp,
  caller: CallerOf<'nca'>,
  report: Report,
  { measure, roles = [], comment }: DecisionInput,
): Taken {
  const { organizationIdentifier } = report;
  switch (measure) {
    case 'none':
      return done([]);
    case 'revokeCertificate':
      return done(await revokeReported(trx, qtsp, caller, report));
    case 'withdrawRoles':
      return withdrawRoles(trx, qtsp, caller, { organizationIdentifier, comment, roles });
    case 'withdrawAuthorisation': {
      const withdrawal = { organizationIdentifier, status: 'withdrawn', comment } as const;
      const change = await withdrawAuthorisation(trx, qtsp, caller, withdrawal);
      return change.done ? done(change.value.revoked) : change;
    }
    default:
      throw new TypeError(`unknown measure ${measure satisfies never}`);
  }
}

async function withdrawRoles(
  trx: Transaction,
  qtsp: Qtsp,
  caller: CallerOf<'nca'>,
  {
    roles,
    ...party
  }: { readonly organizationIdentifier: string; readonly comment: string; readonly roles: readonly PspRole[] },
): Taken {
  const revoked: string[] = [];
  for (const role of roles) {
    const change = await withdrawRole(trx, qtsp, caller, { ...party, role });
    if (!change.done) return change;
    revoked.push(...change.value.revoked);
  }
  return done(revoked);
}

/** Where somebody else uses it, its key is in wrong hands. */
async function revokeReported(trx: Transaction, qtsp: Qtsp, caller: CallerOf<'nca'>, report: Report) {
  const certificates = await findCertificates(trx, [report.serialNumber]);
  const reason = report.category === 'impersonation' ? 'keyCompromise' : 'privilegeWithdrawn';
  const { reportId } = report;
  return revoke(
    trx,
    qtsp,
    certificates,
    { revokedAt: qtsp.clock(), reason, by: 'nca' },
    {
      actor: nameCaller(caller),
      remarks: { reportId },
    },
  );
}
