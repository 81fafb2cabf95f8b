import type { EmitOptions } from '@openxs2a/emit';
import type { Api } from '@openxs2a/ir';
import type { Target } from './options.ts';

const SUBPATHS: Readonly<Record<Target, string>> = {
  types: 'types',
  validators: 'validators',
  client: 'client',
  server: 'server',
};

/** What makes the emitted sources, moved below `src/`, an npm package. */
export function emitPackage(
  api: Api,
  options: EmitOptions,
  name: string,
  targets: readonly Target[],
  sources: ReadonlyMap<string, string>,
): Map<string, string> {
  const moved = [...sources].map(([path, text]) => [`src/${path}`, text] as const);
  const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
  return new Map([
    ...moved,
    ['package.json', json(packageJson(api, options, name, targets))],
    [
      'tsconfig.json',
      json({ extends: '../../tsconfig.base.json', compilerOptions: COMPILER_OPTIONS, include: ['src'] }),
    ],
    ['tsconfig.build.json', json(buildConfig())],
    ['README.md', readme(api, options, name, targets)],
  ]);
}

/** The settings under which emitted code type-checks; written beside output that is no package of a workspace. */
export function emitTsconfig(options: EmitOptions): Map<string, string> {
  const extensions = options.importExtension === '.ts' ? { allowImportingTsExtensions: true } : {};
  const compilerOptions = {
    target: 'es2022',
    lib: ['es2022', 'dom', 'dom.iterable'],
    module: 'esnext',
    moduleResolution: 'bundler',
    strict: true,
    noUncheckedIndexedAccess: true,
    isolatedModules: true,
    verbatimModuleSyntax: true,
    skipLibCheck: true,
    noEmit: true,
    ...extensions,
  };
  return new Map([['tsconfig.json', `${JSON.stringify({ compilerOptions, include: ['**/*.ts'] }, null, 2)}\n`]]);
}

/** The transport that comes from hey-api is written without exactOptionalPropertyTypes. */
const COMPILER_OPTIONS = { exactOptionalPropertyTypes: false };

function buildConfig() {
  return {
    extends: './tsconfig.json',
    compilerOptions: { noEmit: false, outDir: 'dist', rootDir: 'src', declaration: true, customConditions: [] },
  };
}

function packageJson(api: Api, options: EmitOptions, name: string, targets: readonly Target[]) {
  const target = (file: string) => ({
    '@openxs2a/source': `./src/${file}.ts`,
    types: `./dist/${file}.d.ts`,
    default: `./dist/${file}.js`,
  });
  const version = options.preamble.version;
  return {
    name,
    version,
    description: `${api.title} ${api.version}: ${targets.join(', ')}, generated from its specification.`,
    license: 'Apache-2.0',
    type: 'module',
    sideEffects: false,
    exports: Object.fromEntries(targets.map((each) => [`./${SUBPATHS[each]}`, target(`${SUBPATHS[each]}/index`)])),
    // the licence of the transport goes with every copy of it
    files: targets.includes('client') ? ['dist', 'src/client/transport/LICENSE.md'] : ['dist'],
    engines: { node: '>=22.18.0' },
    scripts: {
      build: 'node ../../node_modules/typescript-7/bin/tsc -p tsconfig.build.json',
      prepack: 'nx build',
      typecheck: 'node ../../node_modules/typescript-7/bin/tsc -p tsconfig.json',
    },
    dependencies: { '@openxs2a/runtime': version },
    ...(targets.includes('server')
      ? { peerDependencies: { hono: '^4.13.0' }, peerDependenciesMeta: { hono: { optional: true } } }
      : {}),
  };
}

function readme(api: Api, options: EmitOptions, name: string, targets: readonly Target[]): string {
  const rows: Readonly<Record<Target, string>> = {
    types: `| \`${name}/types\` | the wire types: \`Schemas\`, and for each operation its request and result |`,
    validators: `| \`${name}/validators\` | JSON Schema of every schema, and checks of requests and responses |`,
    client: `| \`${name}/client\` | \`create${options.name}Client(options)\`: a method per operation |`,
    server: `| \`${name}/server\` | \`create${options.name}Server(options)\`: handlers per tag, as a Hono app |`,
  };
  return [
    `# ${name}`,
    '',
    `${api.title}, version ${api.version}: ${api.operations.length} operations, ${Object.keys(api.schemas).length} schemas.`,
    `Generated from \`${options.preamble.source}\`; nothing in here is written by hand. Make it anew with`,
    '',
    `    ${options.preamble.command}`,
    '',
    '| import | what |',
    '| --- | --- |',
    ...targets.map((target) => rows[target]),
    '',
  ].join('\n');
}
