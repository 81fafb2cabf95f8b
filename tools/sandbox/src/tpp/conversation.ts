import { readFault } from '../answers/fault.ts';
import { findQuestion, type Question, type Standing } from '../journey/question.ts';
import type { Tpp } from '../journey/tpp.ts';
import { type Authorised, createAuthorisation, type Said } from '../journey/update.ts';
import { type Form, readPsuId, readText } from './form.ts';

/** Where an authorisation through the TPP stands. */
export interface Turn {
  /** Counts the answers: a form is for one of them. */
  readonly number: number;
  /** Undefined where the bank asks for nothing more, or for nothing that this TPP can pass on. */
  readonly question: Question | undefined;
  /** Why what was said before was of no use. */
  readonly problem?: string | undefined;
  /** Of SCA, as the bank has settled it. */
  readonly approach: string;
  /** Whom the bank has taken the PSU for, where it was asked here. */
  readonly psuId?: string | undefined;
}

/** What the bank asks its customer through the TPP, and what that answers: passed on at once, and kept nowhere. */
export interface Conversation {
  /** Where it stands, once everything that was said has been answered. */
  current(): Promise<Turn>;
  /** What was filled in. For another turn than the current one it does nothing: the form was sent twice, or is an old one. */
  answer(number: number, form: Form): Promise<void>;
}

/** An authorisation that has begun: the bank's answer to that, and the approach that it names. */
export interface Beginning extends Authorised {
  readonly _links: Standing['_links'] & Authorised['_links'];
  readonly approach: string;
}

interface Taken {
  readonly body: Standing;
  readonly headers: { readonly 'ASPSP-SCA-Approach'?: string | undefined };
}

interface Refusal {
  readonly status: number | 'undeclared';
  readonly bytes: Uint8Array;
  readonly body?: { readonly _links?: Standing['_links'] } | undefined;
}

export function createConversation(tpp: Tpp, beginning: Beginning): Conversation {
  const authorisation = createAuthorisation(tpp, beginning);
  let turn: Turn = { number: 1, ...toNext(beginning, beginning.approach) };
  let last: Promise<unknown> = Promise.resolve();
  /** One after the other, as they come. */
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const done = last.then(work);
    last = done.catch(() => {}); // whoever waits for it is told
    return done;
  };

  /** What comes of a call that the bank has taken. */
  const goOn = ({ body, headers }: Taken, psuId = turn.psuId) => {
    turn = { ...turn, ...toNext(body, headers['ASPSP-SCA-Approach'] ?? turn.approach), psuId };
  };

  const refuse = async (question: Question, { status, bytes, body }: Refusal) => {
    const refusal = describeRefusal(question, status, bytes);
    // a factor that was wrong is answered with what can be done then
    const links = status === 401 ? body?._links : undefined;
    const next = askAgain(question, links);
    if (links?.['startAuthorisation'] === undefined) {
      turn = { ...turn, question: next, problem: next === undefined ? refusal : `${refusal} Try again.` };
      return;
    }
    const started = await authorisation.start();
    if (started.status === 201) {
      goOn(started);
      turn = { ...turn, problem: `${refusal} Begin once more.` };
    } else turn = { ...turn, question: undefined, problem: refusal };
  };

  const say = async (question: Question, said: Said): Promise<void> => {
    const result = await authorisation.send(question, said);
    if (result.status === 200 || result.status === 201) goOn(result, 'psuId' in said ? said.psuId : undefined);
    else await refuse(question, result);
  };

  return {
    current: () => inTurn(async () => turn),
    answer: (number, form) =>
      inTurn(async () => {
        const { question } = turn;
        if (number !== turn.number || question === undefined) return;
        const said = toSaid(question, form);
        turn = { ...turn, number: number + 1, problem: said === undefined ? 'Please fill that in.' : undefined };
        if (said !== undefined) await say(question, said);
      }),
  };
}

function toNext(standing: Standing, approach: string): Pick<Turn, 'question' | 'problem' | 'approach'> {
  const question = findQuestion(standing);
  const unknown = Object.keys(standing._links ?? {}).find((relation) => UNKNOWN.test(relation));
  if (question !== undefined || unknown === undefined) return { question, problem: undefined, approach };
  return { question, problem: `The bank asks for ${unknown}, which this TPP does not do.`, approach };
}

/** Links that lead on, and of which nothing is known here: a password that is encrypted, or a second one. */
const UNKNOWN = /^(?:update|startAuthorisation)/;

/** The same question has the same methods or challenge, which a refusal does not repeat. */
function askAgain(asked: Question, links: Standing['_links']): Question | undefined {
  if (links === undefined) return asked;
  const question = findQuestion({ _links: links });
  return question?.kind === asked.kind ? asked : question;
}

/** What was filled in as an answer to the question; undefined where it is none. */
function toSaid(question: Question, form: Form): Said | undefined {
  switch (question.kind) {
    case 'psu': {
      const psuId = readPsuId(form);
      return psuId === undefined ? undefined : { psuId };
    }
    case 'password': {
      const password = readText(form, 'password');
      return password === '' ? undefined : { psuData: { password } };
    }
    case 'method': {
      const chosen = readText(form, 'method');
      const method = question.methods.find(({ authenticationMethodId }) => authenticationMethodId === chosen);
      return method && { authenticationMethodId: method.authenticationMethodId };
    }
    case 'code': {
      const code = readText(form, 'code').trim();
      return code === '' ? undefined : { scaAuthenticationData: code };
    }
    default:
      return question satisfies never;
  }
}

const NOT_TAKEN: Readonly<Partial<Record<Question['kind'], string>>> = {
  psu: 'The bank does not take that user name.',
  password: 'The bank does not take that user name with that password.',
  code: 'The bank does not take that code.',
};

function describeRefusal(question: Question, status: number | 'undeclared', bytes: Uint8Array): string {
  const { code, text } = readFault(bytes) ?? {};
  const words = NOT_TAKEN[question.kind];
  if (code === 'PSU_CREDENTIALS_INVALID' && words !== undefined) return words;
  return `The bank refuses that: ${code ?? status}. ${text ?? ''}`.trimEnd();
}
