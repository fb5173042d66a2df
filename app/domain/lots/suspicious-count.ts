/** What a count that looks like a slip of the finger resembles. */
export type CountDoubt = 'ten-times' | 'swapped' | 'more' | 'less';

/** 42 -> 24, 418 -> 481: one pair of neighbours changed places. */
function swapped(before: number, after: number): boolean {
  const [a, b] = [String(before), String(after)];
  if (a.length !== b.length) return false;
  const differ = [...a].flatMap((digit, index) => (digit === b[index] ? [] : [index]));
  const [first, second] = differ;
  if (differ.length !== 2 || first === undefined || second === undefined) return false;
  return second === first + 1 && a[first] === b[second] && a[second] === b[first];
}

/**
 * Whether a count is to be asked about before it is written: ten times or a tenth of what was there, its digits swapped,
 * less than half, or a third more. Thousandths. Null when it is plain, and when nothing was there to compare with.
 */
export function doubtOf(thereMilli: number, countedMilli: number): CountDoubt | null {
  if (thereMilli <= 0 || countedMilli === thereMilli) return null;
  if (countedMilli === thereMilli * 10 || countedMilli * 10 === thereMilli) return 'ten-times';
  if (swapped(thereMilli, countedMilli)) return 'swapped';
  if (countedMilli * 3 > thereMilli * 4) return 'more';
  return countedMilli * 2 < thereMilli ? 'less' : null;
}
