/** Numbers that passed through float32 on their way into a float64 graph. */

/** The shortest decimal that rounds to the same float32: 0.999, not 0.9990000128746033. */
export function shortestDecimal(number: number): number {
  if (!Number.isFinite(number) || Number.isSafeInteger(number)) return number;
  const rounded = Math.fround(number);
  for (let digits = 1; digits < 9; digits += 1) {
    const short = Number(rounded.toPrecision(digits));
    if (Math.fround(short) === rounded) return short;
  }
  return Number(rounded.toPrecision(9));
}
