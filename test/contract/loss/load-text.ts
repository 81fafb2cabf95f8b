import ts from 'typescript';

/** The exports of emitted data: a module that imports nothing but types. */
export async function loadData(text: string): Promise<Readonly<Record<string, unknown>>> {
  const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ESNext };
  const code = ts.transpileModule(text, { compilerOptions }).outputText;
  return await import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`);
}
