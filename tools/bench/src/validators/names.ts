/** How hey-api calls the schema of a component: `zConsents`, `vTransactionsResponse200Json`. */
export function toExportName(prefix: 'z' | 'v', component: string): string {
  const words = component.split(/[^A-Za-z0-9]+/).flatMap((word) => word.match(WORD) ?? []);
  return prefix + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()).join('');
}

const WORD = /[A-Z]+(?![a-z])\d*|[A-Z]?[a-z]+\d*|\d+/g;
