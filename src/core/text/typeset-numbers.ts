/** Numbers as a printed page has them: true minus signs, powers of ten, narrow spaces that do not break. */

import { requireNumber } from './plain-numbers.js';

const MINUS = '\u2212';
const NARROW = '\u202f'; // a narrow space that does not break

/**
 * Three significant digits by default, without zeros at the end. Integers are written in full up to a million. Throws on NaN.
 *
 *     digits(0.04) // '0.04'
 *     digits(-1.3862943) // '\u22121.39'
 *     digits(98765) // '98\u202f765'
 *     digits(3.928e-4) // '3.93\u202f×\u202f10⁻⁴'
 *     digits(Infinity) // '∞'
 */
export function digits(value: number, significant = 3): string {
  requireNumber(value);
  if (value < 0) return MINUS + digits(-value, significant);
  if (value === Infinity) return '∞';
  if (value === 0) return '0';
  if (value >= 1e6 || value < 1e-3) return powerOfTen(value, significant);
  if (Number.isInteger(value) || value >= Number(`1e${significant}`)) return grouped(value.toFixed(0));
  return shortest(value.toPrecision(significant));
}

function powerOfTen(value: number, significant: number): string {
  const [mantissa, exponent] = value.toExponential(significant - 1).split('e');
  const short = shortest(mantissa);
  const raised = exponent.replace('+', '').replace(/./g, (digit) => SUPERSCRIPT[digit]);
  return short === '1' ? `10${raised}` : `${short}${NARROW}×${NARROW}10${raised}`;
}

/** Without zeros at the end. */
function shortest(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
}

const SUPERSCRIPT: Readonly<Record<string, string>> = Object.fromEntries(
  [...'-0123456789'].map((digit, i) => [digit, [...'⁻⁰¹²³⁴⁵⁶⁷⁸⁹'][i]]),
);

function grouped(whole: string): string {
  return whole.length < 5 ? whole : whole.replace(/\B(?=(\d{3})+$)/g, NARROW);
}

/**
 * A count with its noun.
 *
 *     counted(1, 'run') // '1 run'
 *     counted(12000, 'run') // '12\u202f000 runs'
 */
export function counted(count: number, noun: string, nouns = `${noun}s`): string {
  return `${digits(count)} ${count === 1 ? noun : nouns}`;
}

/**
 * A share as a percentage; within one percentage point of 0 or 100 it has one decimal.
 *
 *     percent(0.325) // '33\u202f%'
 *     percent(0.9889) // '99\u202f%'
 *     percent(0.995) // '99.5\u202f%'
 */
export function percent(share: number): string {
  requireNumber(share);
  const value = 100 * share;
  const nearAnEnd = (value > 0 && value < 1) || (value > 99 && value < 100);
  return `${value.toFixed(nearAnEnd ? 1 : 0)}${NARROW}%`;
}

/**
 * A range of shares.
 *
 *     percents({ low: 0.4385, high: 1 }) // '44\u2060–\u2060100\u202f%'
 */
export function percents({ low, high }: { readonly low: number; readonly high: number }): string {
  return span(percent(low).slice(0, -2), percent(high));
}

/**
 * A range of numbers; ends that read alike are written once.
 *
 *     range({ low: 0.26, high: 0.508 }) // '0.26\u2060–\u20600.508'
 *     range({ low: 0.10001, high: 0.10002 }) // '0.1'
 */
export function range({ low, high }: { readonly low: number; readonly high: number }): string {
  return span(digits(low), digits(high));
}

/**
 * From one text to another, with a dash that does not break, or with a word beside a minus sign, which looks like the dash.
 *
 *     span('0.4', 'diverged') // '0.4\u2060–\u2060diverged'
 *     span('\u22121.39', '\u22121.2') // '\u22121.39\u00a0to \u22121.2'
 */
export function span(from: string, to: string): string {
  if (from === to) return from;
  return (from + to).includes(MINUS) ? `${from}\u00a0to ${to}` : `${from}\u2060–\u2060${to}`;
}

/** `95 % interval`, without a break before the sign. */
export const INTERVAL = `95${NARROW}% interval`;
