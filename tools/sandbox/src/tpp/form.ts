/** What somebody has filled in, by the names of the fields; what is no text is nothing. */
export type Form = Readonly<Record<string, unknown>>;

export const readText = (form: Form, name: string): string => {
  const value = form[name];
  return typeof value === 'string' ? value : '';
};

/** What may stand in the header PSU-ID; undefined where nothing of the kind was filled in. */
export function readPsuId(form: Form): string | undefined {
  const text = readText(form, 'psu').trim();
  return /^[\x21-\x7e]{1,100}$/.test(text) ? text : undefined;
}
