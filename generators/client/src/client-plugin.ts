import type { DefinePlugin } from '@hey-api/openapi-ts';
import type { EmitOptions } from '@openxs2a/emit';
import type { Api } from '@openxs2a/ir';
import { clientDoc, clientTypeDoc, operationDoc } from './operation-doc.ts';
import { type NamedOperation, nameOperations } from './operation-names.ts';

/** The module, which is loaded only when a client is emitted. */
export type HeyApi = typeof import('@hey-api/openapi-ts');

type ClientPlugin = DefinePlugin<{ readonly name: string; readonly includeInEntry?: boolean }>;
type Plugin = ClientPlugin['Instance'];

/** The name of the plugin; hey-api names the file after it. */
export const CLIENT_PLUGIN = 'operations';

/** Where hey-api's own fetch client ends up, seen from the file that this plugin prints. */
export const TRANSPORT_FOLDER = 'transport';

/**
 * Prints the client of an Api with hey-api's printer. The Api comes from outside: hey-api's own model of a document
 * has one media type per body and response, and no response headers.
 */
export function clientPlugin(heyApi: HeyApi, api: Api, options: EmitOptions) {
  const define = heyApi.definePluginConfig<ClientPlugin['Types']>({
    name: CLIENT_PLUGIN,
    config: { includeInEntry: false },
    dependencies: ['@hey-api/client-fetch'],
    handler: ({ plugin }) => {
      const operations = nameOperations(api);
      const imports = importsOf(plugin, options);
      const client = plugin.symbol(`${options.name}Client`);
      plugin.node(printType(heyApi.$, client, operations, api, imports));
      plugin.node(printFactory(heyApi.$, plugin.symbol(`create${options.name}Client`), client, operations, imports));
    },
  });
  return define();
}

type Symbol = ReturnType<Plugin['symbol']>;
type Imports = ReturnType<typeof importsOf>;

function importsOf(plugin: Plugin, { importExtension, runtime }: EmitOptions) {
  const type = (name: string, from: string) => plugin.symbol(name, { external: from, kind: 'type' });
  const value = (name: string, from: string) => plugin.symbol(name, { external: from });
  const behaviour = `${runtime}/client`;
  return {
    call: type('OperationCall', behaviour),
    options: type('ClientOptions', behaviour),
    presets: type('HeaderPresets', behaviour),
    presetNames: type('PresetNames', behaviour),
    createOperations: value('createOperations', behaviour),
    createTransport: value('createClient', `./${TRANSPORT_FOLDER}/client/client${importExtension}`),
    descriptors: value('descriptors', `../descriptors${importExtension}`),
    wire: (name: string) => type(name, `../types/index${importExtension}`),
  };
}

/** `export type XClient<Preset extends string = never> = { … }` */
function printType(
  $: HeyApi['$'],
  client: Symbol,
  operations: readonly NamedOperation[],
  api: Api,
  { call, wire }: Imports,
) {
  const methods = $.type.object();
  for (const { operation, method, requestType, resultType } of operations) {
    const type = $.type(call).generics(wire(requestType), wire(resultType), 'Preset');
    methods.prop(method, (member) => member.doc(operationDoc(operation)).type(type));
  }
  return $.type
    .alias(client)
    .export()
    .doc(clientTypeDoc(api))
    .generic('Preset', (preset) => preset.extends('string').default('never'))
    .type(methods);
}

/** `export function createXClient<Presets …>(options: ClientOptions<Presets>): XClient<PresetNames<Presets>> { … }` */
function printFactory(
  $: HeyApi['$'],
  factory: Symbol,
  client: Symbol,
  operations: readonly NamedOperation[],
  imports: Imports,
) {
  const methods = $.object().pretty();
  for (const { operation, method } of operations) {
    methods.prop(method, $('operation').call($(imports.descriptors).attr(operation.id)));
  }
  const create = $(imports.createOperations).call($(imports.createTransport).call(), imports.descriptors, 'options');
  return $.func(factory)
    .export()
    .doc(clientDoc())
    .generic('Presets', (presets) => presets.extends(imports.presets).default($.type.object()))
    .param('options', (options) => options.type($.type(imports.options).generic('Presets')))
    .returns($.type(client).generic($.type(imports.presetNames).generic('Presets')))
    .do($.const('operation').assign(create), $.return(methods));
}
