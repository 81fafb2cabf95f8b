// The part of autocannon 9 that the bench uses; the package has no types of its own.
declare module 'autocannon' {
  export interface Options {
    readonly url: string;
    readonly connections: number;
    /** Seconds. */
    readonly duration: number;
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
  }
  export interface Result {
    /** Seconds. */
    readonly duration: number;
    readonly requests: { readonly total: number };
    readonly errors: number;
    readonly non2xx: number;
  }
  // biome-ignore lint/style/noDefaultExport: this is what the package exports
  export default function autocannon(options: Options): Promise<Result>;
}
