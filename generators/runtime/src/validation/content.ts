/** The entry for a media type: as it stands, else without parameters, else by range. */
export function findContent<Entry>(content: Readonly<Record<string, Entry>>, type: string): Entry | undefined {
  if (Object.hasOwn(content, type)) return content[type];
  const essence = essenceOf(type);
  const [family] = essence.split('/');
  const fits = [essence, `${family}/*`, '*/*'];
  const keys = Object.keys(content);
  const key = fits.flatMap((wanted) => keys.filter((candidate) => essenceOf(candidate) === wanted))[0];
  return key === undefined ? undefined : content[key];
}

function essenceOf(type: string): string {
  const [essence = ''] = type.split(';');
  return essence.trim().toLowerCase();
}

/** The entry for a status: the number, else its class (`4XX`), else `default`. */
export function findStatus<Entry>(responses: Readonly<Record<string, Entry>>, status: number): Entry | undefined {
  const keys = [`${status}`, `${Math.floor(status / 100)}XX`, `${Math.floor(status / 100)}xx`, 'default'];
  const key = keys.find((candidate) => Object.hasOwn(responses, candidate));
  return key === undefined ? undefined : responses[key];
}
