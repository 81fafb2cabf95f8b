import { setImmediate } from 'node:timers/promises';

/**
 * Who asks the same in one turn of the event loop shares the answer. The question is put only when the turn is over, after
 * all of them came: nobody gets an answer that is older than the request.
 */
export function shareTurn<Answer>(ask: (key: string) => Promise<Answer>): (key: string) => Promise<Answer> {
  const waiting = new Map<string, Promise<Answer>>();
  const askAfterTurn = async (key: string): Promise<Answer> => {
    await setImmediate();
    waiting.delete(key);
    return ask(key);
  };
  return (key) => {
    let answer = waiting.get(key);
    if (answer === undefined) {
      answer = askAfterTurn(key);
      waiting.set(key, answer);
    }
    return answer;
  };
}
