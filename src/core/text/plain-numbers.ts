/** Numbers in plain ASCII, for a terminal and for what is copied from it. */

/**
 * A number with the given significant digits. Like all functions here it throws RangeError on NaN: an absent value has a reason.
 *
 *     significant(0.0204, 2) // '0.020'
 *     significant(Infinity, 2) // 'Infinity'
 */
export function significant(value: number, digits: number): string {
  requireNumber(value);
  return value.toPrecision(digits);
}

/**
 * Throws RangeError on NaN, which must never reach a text.
 *
 *     requireNumber(-Infinity) // undefined
 */
export function requireNumber(value: number): void {
  if (Number.isNaN(value)) throw new RangeError('there is no number to write: it was not computed');
}

/**
 * Three significant digits, zeros at the end included, so that columns of numbers line up. Integers are written in full.
 *
 *     plainNumber(0.02) // '0.0200'
 *     plainNumber(8) // '8'
 *     plainNumber(0.00012345) // '1.23e-4'
 *     plainNumber(-Infinity) // '-Infinity'
 */
export function plainNumber(value: number): string {
  requireNumber(value);
  if (!Number.isFinite(value) || Number.isInteger(value)) return String(value);
  return Math.abs(value) >= 1e-3 && Math.abs(value) < 1e5 ? value.toPrecision(3) : value.toExponential(2);
}

/**
 * Up to six significant digits, without zeros at the end: constants, and values that papers publish.
 *
 *     sixDigits(Math.LN2) // '0.693147'
 *     sixDigits(0.25) // '0.25'
 *     sixDigits(0.000032) // '3.2e-5'
 */
export function sixDigits(value: number): string {
  requireNumber(value);
  if (!Number.isFinite(value) || Number.isInteger(value)) return String(value);
  const size = Math.abs(value);
  if (size >= 1e-3 && size < 1e6) return String(Number(value.toPrecision(6)));
  return value.toExponential(5).replace(/\.?0+e/, 'e');
}

/**
 * Every decimal in a text to six significant digits: what a file computed from other numbers has sixteen of.
 *
 *     roundedDecimals('stds=[0.25495097567963926,1],lr=1e-8') // 'stds=[0.254951,1],lr=1e-8'
 */
export function roundedDecimals(text: string): string {
  return text.replace(/\d+\.\d+/g, (decimal) => String(Number(Number(decimal).toPrecision(6))));
}

/**
 * A share as a whole percentage.
 *
 *     plainPercent(0.325) // '33 %'
 */
export function plainPercent(share: number): string {
  requireNumber(share);
  return `${(100 * share).toFixed(0)} %`;
}

/**
 * A closed interval.
 *
 *     plainInterval({ low: 0.01, high: 0.45 }) // '[0.0100, 0.450]'
 *     plainInterval({ low: 0.0312, high: 1 }, (share) => share.toFixed(2)) // '[0.03, 1.00]'
 */
export function plainInterval(
  { low, high }: { readonly low: number; readonly high: number },
  write: (value: number) => string = plainNumber,
): string {
  return `[${write(low)}, ${write(high)}]`;
}
