/** A sum of movements of one type and one grade, as `ledger.total` keeps it. Grams. */
export interface GradedSum {
  typeCode: string;
  evidence: string;
  massG: number;
  lowG: number;
  highG: number;
}

export interface Interval {
  massG: number;
  lowG: number;
  highG: number;
}

/**
 * THE interval of a set of totals (domain notes 4.2.3; decision 11). Movements of one type and one grade share the same
 * default, so their errors add up linearly: totals already hold those sums. Errors of different types or grades are
 * independent: they combine in quadrature. low = mass - sqrt(sum of (mass - low)^2), high likewise; integers throughout,
 * so that any reader recomputes it to the gram. Coarser cuts give the same rows, so the same answer.
 */
export function intervalOf(sums: readonly GradedSum[]): Interval {
  const groups = new Map<string, { below: bigint; above: bigint }>();
  let mass = 0n;
  for (const { typeCode, evidence, massG, lowG, highG } of sums) {
    const key = `${typeCode} ${evidence}`;
    const group = groups.get(key) ?? { below: 0n, above: 0n };
    group.below += BigInt(massG) - BigInt(lowG);
    group.above += BigInt(highG) - BigInt(massG);
    groups.set(key, group);
    mass += BigInt(massG);
  }
  let below = 0n;
  let above = 0n;
  for (const group of groups.values()) {
    below += group.below * group.below;
    above += group.above * group.above;
  }
  return { massG: Number(mass), lowG: Number(mass - root(below)), highG: Number(mass + root(above)) };
}

/** Nearest integer to the square root. */
function root(square: bigint): bigint {
  if (square < 2n) return square;
  let guess = BigInt(Math.floor(Math.sqrt(Number(square))));
  while (guess * guess > square) guess -= 1n;
  while ((guess + 1n) * (guess + 1n) <= square) guess += 1n;
  return square - guess * guess > guess ? guess + 1n : guess;
}
