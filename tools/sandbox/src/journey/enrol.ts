import { expectStatus } from '../answers/expect-status.ts';
import { prepareOrder } from '../certificates/order.ts';
import { PARTIES } from '../qtsp/parties.ts';
import { type Actor, connectToQtsp, type Scene } from './scene.ts';

/** From a vetted party to its certificates: keys, a signing request for each, what the QTSP issues. */
export async function enrol(scene: Scene): Promise<Actor> {
  const { qtsp, recorder, tpps } = scene;
  const secret = await qtsp.enrol(PARTIES.tpp);
  recorder.aside('at the QTSP', `the operator has vetted ${PARTIES.tpp.legalName}`);
  const order = await prepareOrder(PARTIES.tpp);
  const client = connectToQtsp(scene, { secret });
  const result = await recorder.call(
    'requestCertificates',
    () => client.requestCertificates({ body: { type: 'application/json', value: order.request } }),
    (answer) => (answer.status === 201 ? `QWAC, QSealC of ${PARTIES.tpp.organizationIdentifier}` : ''),
  );
  const credentials = order.complete(expectStatus(result, 201).body);
  return { credentials, tpp: tpps.open(credentials) };
}
