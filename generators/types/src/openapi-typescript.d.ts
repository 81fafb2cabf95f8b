// The modules behind openapi-typescript's entry point, which carry no types of their own.
declare module 'openapi-typescript/dist/lib/ts.mjs' {
  export { astToString } from 'openapi-typescript';
}
declare module 'openapi-typescript/dist/lib/utils.mjs' {
  export { resolveRef, scanDiscriminators } from 'openapi-typescript';
}
declare module 'openapi-typescript/dist/transform/index.mjs' {
  import { transformSchema } from 'openapi-typescript';
  // biome-ignore lint/style/noDefaultExport: it is how the module exports it
  export default transformSchema;
}
