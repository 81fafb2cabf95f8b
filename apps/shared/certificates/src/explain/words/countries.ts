const REGIONS = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
const LANGUAGES = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

/** The English name of a country of ISO 3166-1 in two upper-case letters. */
export function findCountry(code: string): string | undefined {
  if (!/^[A-Z]{2}$/.test(code)) return undefined;
  const name = REGIONS.of(code);
  return name === undefined || name.startsWith('Unknown') ? undefined : name;
}

/** The English name of a language of ISO 639-1 in two letters of any case. */
export function findLanguage(code: string): string | undefined {
  return /^[A-Za-z]{2}$/.test(code) ? LANGUAGES.of(code.toLowerCase()) : undefined;
}

/** The member states of the European Economic Area, where eIDAS is law. */
const EEA = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(' '),
);

export function isInEea(country: string): boolean {
  return EEA.has(country);
}
