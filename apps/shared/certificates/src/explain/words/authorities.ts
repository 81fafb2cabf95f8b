interface Authority {
  readonly name: string;
  /** The identifier that stands for the same country today, where this one is of the past. */
  readonly successor?: string;
}

/**
 * Competent authorities by the identifiers that they have in certificates (TS 119 495, annex D). The European Banking
 * Authority keeps the list, and it changes; certificates of years ago carry the identifiers of then.
 */
const AUTHORITIES: ReadonlyMap<string, Authority> = new Map<string, Authority>([
  ['AT-FMA', { name: 'Austrian Financial Market Authority (FMA)' }],
  ['BE-NBB', { name: 'National Bank of Belgium' }],
  ['BG-BNB', { name: 'Bulgarian National Bank' }],
  ['CY-CBC', { name: 'Central Bank of Cyprus' }],
  ['CZ-CNB', { name: 'Czech National Bank' }],
  ['DE-BAFIN', { name: 'Federal Financial Supervisory Authority (BaFin)' }],
  ['DK-DFSA', { name: 'Danish Financial Supervisory Authority' }],
  ['EE-FI', { name: 'Estonian Financial Supervision and Resolution Authority (Finantsinspektsioon)' }],
  ['ES-BE', { name: 'Bank of Spain' }],
  ['FI-FINFSA', { name: 'Finnish Financial Supervisory Authority' }],
  ['FR-ACPR', { name: 'Prudential Supervision and Resolution Authority (ACPR)' }],
  ['GB-FCA', { name: 'Financial Conduct Authority' }],
  ['GR-BOG', { name: 'Bank of Greece' }],
  ['HR-CNB', { name: 'Croatian National Bank', successor: 'HR-HNB' }],
  ['HR-HNB', { name: 'Croatian National Bank' }],
  ['HU-CBH', { name: 'Central Bank of Hungary (Magyar Nemzeti Bank)' }],
  ['IE-CBI', { name: 'Central Bank of Ireland' }],
  ['IS-CBI', { name: 'Central Bank of Iceland' }],
  ['IS-FME', { name: 'Financial Supervisory Authority of Iceland', successor: 'IS-CBI' }],
  ['IT-BI', { name: 'Bank of Italy' }],
  ['LI-FMA', { name: 'Financial Market Authority Liechtenstein' }],
  ['LT-BL', { name: 'Bank of Lithuania' }],
  ['LU-CSSF', { name: 'Financial Sector Supervisory Commission (CSSF)' }],
  ['LV-BL', { name: 'Bank of Latvia' }],
  ['LV-FCMC', { name: 'Financial and Capital Market Commission', successor: 'LV-BL' }],
  ['MT-MFSA', { name: 'Malta Financial Services Authority' }],
  ['NL-DNB', { name: 'The Dutch Central Bank (De Nederlandsche Bank)' }],
  ['NO-FSA', { name: 'Financial Supervisory Authority of Norway (Finanstilsynet)' }],
  ['PL-PFSA', { name: 'Polish Financial Supervision Authority' }],
  ['PT-BP', { name: 'Bank of Portugal' }],
  ['RO-NBR', { name: 'National Bank of Romania' }],
  ['SE-FINA', { name: 'Swedish Financial Supervisory Authority (Finansinspektionen)' }],
  ['SI-BS', { name: 'Bank of Slovenia' }],
  ['SK-NBS', { name: 'National Bank of Slovakia' }],
]);

export function findAuthority(ncaId: string): Authority | undefined {
  return AUTHORITIES.get(ncaId);
}
