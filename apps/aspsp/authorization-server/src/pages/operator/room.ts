import { answerPage, type Html, type Notice } from '@openxs2a/service/pages';
import type { Context } from 'hono';
import { isRecord } from '../base/is-record.ts';

export const OPERATOR_HOME = '/operator';

const SECTIONS = [
  { path: `${OPERATOR_HOME}/tpps`, title: 'TPPs' },
  { path: `${OPERATOR_HOME}/consents`, title: 'Consents' },
  { path: `${OPERATOR_HOME}/psus`, title: 'PSUs' },
  { path: `${OPERATOR_HOME}/incidents`, title: 'Incidents' },
  { path: `${OPERATOR_HOME}/kpi`, title: 'Interface' },
] as const;

export type OperatorSection = (typeof SECTIONS)[number]['title'];

export interface OperatorLogin {
  readonly name: string;
}

export interface OperatorEnv {
  Variables: { readonly name: string; readonly formToken: string };
}

export function parseOperatorLogin(value: unknown): OperatorLogin | undefined {
  return isRecord(value) && typeof value['name'] === 'string' ? { name: value['name'] } : undefined;
}

export interface OperatorPage {
  readonly site: string;
  readonly title: string;
  readonly section: OperatorSection;
  readonly notice?: Notice | undefined;
}

export function answerOperator(c: Context<OperatorEnv>, { site, title, section, notice }: OperatorPage, content: Html) {
  const { name, formToken } = c.var;
  const room = {
    name: 'Operator',
    sections: SECTIONS,
    who: name,
    formToken,
    signOut: `${OPERATOR_HOME}/sign-out`,
  };
  const path = SECTIONS.find(({ title: each }) => each === section)?.path ?? OPERATOR_HOME;
  return answerPage(c, { site, title, room, section: path, notice }, content);
}
