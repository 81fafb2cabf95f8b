import type { KeyKind } from '@openxs2a/certificates/issue';
import { type Bench, type BenchContext, type Comparison, tellTurn } from '../bench.ts';
import { runRounds } from '../measure/rounds.ts';
import { createRateContestant } from '../validators/timing.ts';
import { checkAgreement } from './agreement.ts';
import { createContestants, PRIMITIVES, SEAL, SIGNATURE } from './contestants.ts';
import { signRequests } from './signed-requests.ts';

const KEYS: readonly (readonly [KeyKind, string])[] = [
  ['rsa-2048', 'RSA-2048'],
  ['p-256', 'P-256'],
];
const BODIES: readonly (readonly [number, string])[] = [
  [500, 'half a kilobyte'],
  [20_000, '20 kB'],
];

export const signatures: Bench = {
  run: async (context) => {
    const comparisons: Comparison[] = [];
    for (const [key, label] of KEYS)
      for (const [bytes, size] of BODIES) comparisons.push(await compare(context, key, bytes, `${label}, ${size}`));
    return comparisons;
  },
};

async function compare(context: BenchContext, key: KeyKind, bytes: number, title: string): Promise<Comparison> {
  const requests = await signRequests(key, bytes);
  const contestants = await createContestants(requests);
  checkAgreement(contestants, requests.messages);
  const milliseconds = context.isQuick ? 50 : 400;
  const series = await runRounds(
    contestants.map(({ name, check }) =>
      createRateContestant(name, createWork(requests.messages, check), milliseconds),
    ),
    { rounds: context.rounds, warmUps: 2, onTurn: tellTurn(context, title) },
  );
  return {
    title: `Verifying signed requests: ${title}`,
    work:
      `${requests.messages.length} different requests of one TPP after the profile nextgenpsd2, in turn. The primitives ` +
      'are the SHA-256 of the body and the check of the signature over a text that lies ready; openxs2a starts with the ' +
      'headers as they came, and, as a gateway does, knows the certificate and its status from the request before. All ' +
      'were seen to accept every request, and ours to refuse each with another body or another signed header.',
    metrics: [
      { key: 'rate', label: 'requests', unit: '/s', better: 'more' },
      { key: 'micros', label: 'each', unit: 'µs', better: 'less', digits: 1 },
    ],
    baseline: PRIMITIVES,
    ours: [SIGNATURE, SEAL],
    series,
  };
}

/** One request after the other, from the first again after the last. */
function createWork<Item>(items: readonly Item[], work: (item: Item) => boolean): () => boolean {
  let next = 0;
  return () => {
    const item = items[next++ % items.length];
    return item !== undefined && work(item);
  };
}
