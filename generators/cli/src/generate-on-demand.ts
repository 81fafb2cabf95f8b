import type { GenerateOptions, GenerateReport } from './generate/options.ts';

/**
 * Generates types, validators, client and server of a document into a folder. The emitters bring whole compilers
 * with them, so that they are loaded here and not when the program starts.
 */
export async function generate(options: GenerateOptions): Promise<GenerateReport> {
  const engine = await import('./generate/generate.ts');
  return engine.generate(options);
}
