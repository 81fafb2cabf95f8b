import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { shareTurn } from './share-turn.ts';

/** Answers what is true at the moment at which it is asked. */
function createAsking() {
  const asked: string[] = [];
  const truth = new Map<string, string>();
  const ask = async (key: string) => {
    asked.push(key);
    return truth.get(key);
  };
  return { asked, truth, shared: shareTurn(ask) };
}

test('who asks the same in one turn shares an answer, and who asks something else has another', async () => {
  const { asked, truth, shared } = createAsking();
  truth.set('one', 'active').set('other', 'blocked');
  expect(await Promise.all([shared('one'), shared('other'), shared('one')])).toEqual(['active', 'blocked', 'active']);
  expect(asked).toEqual(['one', 'other']);
});

test('what changes before the last of a turn asks is seen by all of them', async () => {
  const { truth, shared } = createAsking();
  truth.set('one', 'active');
  const first = shared('one');
  truth.set('one', 'blocked');
  expect(await Promise.all([first, shared('one')])).toEqual(['blocked', 'blocked']);
});

test('who asks in a later turn asks anew, even while those before wait for their answer', async () => {
  const answers: PromiseWithResolvers<string>[] = [];
  const shared = shareTurn(() => {
    const answer = Promise.withResolvers<string>();
    answers.push(answer);
    return answer.promise;
  });
  const early = shared('one');
  await setImmediate();
  const late = shared('one');
  await setImmediate();
  answers[1]?.resolve('blocked');
  answers[0]?.resolve('active');
  expect(await Promise.all([early, late])).toEqual(['active', 'blocked']);
});

test('a question that failed is put again', async () => {
  let times = 0;
  const shared = shareTurn(async () => {
    times += 1;
    if (times === 1) throw new Error('nobody is there');
    return 'active';
  });
  await expect(shared('one')).rejects.toThrow('nobody is there');
  expect(await shared('one')).toBe('active');
});
