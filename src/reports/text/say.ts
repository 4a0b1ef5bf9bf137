/** Numbers and choices as people read them: sensible digits, true minus signs, no exponents of computers. */
import type { Choice, Json } from '../../core/gan/setting.js';

const MINUS = '\u2212';
const NARROW = '\u202f'; // a narrow space that does not break

/** Three significant digits unless told; whole numbers in full; powers of ten where it is very large or small. */
export function digits(value: number, significant = 3): string {
  if (value < 0) return MINUS + digits(-value, significant);
  if (value === Infinity) return '∞';
  if (value === 0) return '0';
  if (value >= 1e6 || value < 1e-3) return powerOfTen(value, significant);
  if (Number.isInteger(value) || value >= 10 ** significant) return grouped(value.toFixed(0));
  return shortest(value.toPrecision(significant));
}

function powerOfTen(value: number, significant: number): string {
  const [mantissa, exponent] = value.toExponential(significant - 1).split('e');
  const short = shortest(mantissa);
  const raised = exponent.replace('+', '').replace(/./g, (digit) => SUPERSCRIPT[digit]);
  return short === '1' ? `10${raised}` : `${short}${NARROW}×${NARROW}10${raised}`;
}

/** Without zeros at the end that say nothing. */
function shortest(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
}

const SUPERSCRIPT: Readonly<Record<string, string>> = Object.fromEntries(
  [...'-0123456789'].map((digit, i) => [digit, [...'⁻⁰¹²³⁴⁵⁶⁷⁸⁹'][i]]),
);

function grouped(whole: string): string {
  return whole.length < 5 ? whole : whole.replace(/\B(?=(\d{3})+$)/g, NARROW);
}

/** 0.325 is 33 %; close to either end, one more digit. */
export function percent(share: number): string {
  const value = 100 * share;
  const nearAnEnd = (value > 0 && value < 1) || (value > 99 && value < 100);
  return `${value.toFixed(nearAnEnd ? 1 : 0)}${NARROW}%`;
}

/** `44–100 %`. */
export function percents({ low, high }: { readonly low: number; readonly high: number }): string {
  return span(percent(low).slice(0, -2), percent(high));
}

export function range({ low, high }: { readonly low: number; readonly high: number }): string {
  return span(digits(low), digits(high));
}

/** `low–high`, unbroken; in words beside a minus sign, which looks like the dash; ends that read alike once. */
export function span(from: string, to: string): string {
  if (from === to) return from;
  return (from + to).includes(MINUS) ? `${from}\u00a0to ${to}` : `${from}\u2060–\u2060${to}`;
}

/** `95 % interval`, without a break before the sign. */
export const INTERVAL = `95${NARROW}% interval`;

/** `3 runs`, `1 run`. */
export function plural(count: number, noun: string, nouns = `${noun}s`): string {
  return `${digits(count)} ${count === 1 ? noun : nouns}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function list(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** A choice's options in plain words: `modes 8, radius 2, std 0.02`. */
export function optionsOf(choice: Choice): string {
  return Object.entries(choice)
    .filter(([key]) => key !== 'name')
    .map(([key, value]) => `${key} ${sayJson(value)}`)
    .join(', ');
}

export function sayJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(sayJson).join(', ')}]`;
  if (typeof value === 'number') return shortNumbers(String(value));
  if (value === null || typeof value !== 'object') return String(value);
  const { name, ...rest } = value as Choice;
  const options = optionsOf(rest as Choice);
  return name === undefined ? `{${options}}` : options ? `${name} (${options})` : name;
}

/** Decimals to six digits: what a file computed from others is written in sixteen. */
export function shortNumbers(text: string): string {
  return text.replace(/\d+\.\d+/g, (decimal) => String(Number(Number(decimal).toPrecision(6))));
}
