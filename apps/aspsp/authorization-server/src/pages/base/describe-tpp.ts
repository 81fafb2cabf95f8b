/** What a TPP's identifier says of who supervises it (TS 119 495, 5.2.1): `PSDDE-BAFIN-123456`. */
export function describeAuthorisation(tppId: string, ncaName?: string): string {
  const [, country = '', authority = '', number = ''] = /^PSD([A-Z]{2})-([A-Z]{2,8})-(.+)$/.exec(tppId) ?? [];
  if (number === '') return tppId;
  const where = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' }).of(country) ?? country;
  return `${ncaName ?? authority}, ${where}, number ${number}`;
}
