/** `1.3.11_2021-09-24` and `2.0 Mar 1st 2019` begin with what counts; a version without numbers comes before all. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  const length = Math.max(left.length, right.length);
  for (let index = 0; index < length; index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

const numbersOf = (version: string) => (/^v?(\d+(?:\.\d+)*)/i.exec(version)?.[1] ?? '').split('.').map(Number);
