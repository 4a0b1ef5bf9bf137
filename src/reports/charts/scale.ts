/** Scales from data to a drawing, with ticks at round numbers. */
import { power } from '../../core/math/special/power.js';
import { digits } from '../../core/text/typeset-numbers.js';

export interface Scale {
  /** The coordinate of a value. */
  at(value: number): number;
  readonly domain: readonly [low: number, high: number];
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
}

export interface Extent {
  readonly domain: readonly [low: number, high: number];
  /** From the domain's low end to its high end, in the drawing's units; may run downwards. */
  readonly range: readonly [from: number, to: number];
}

export function linearScale({ domain, range }: Extent, about = 5): Scale {
  const [low, high] = domain;
  const at = (value: number) => range[0] + ((value - low) / (high - low)) * (range[1] - range[0]);
  return { at, domain, ticks: roundNumbers(low, high, about).map((value) => ({ at: value, label: digits(value) })) };
}

/** Base 10; the domain must be positive. */
export function logScale({ domain, range }: Extent): Scale {
  const [low, high] = domain.map(Math.log10);
  const at = (value: number) => range[0] + ((Math.log10(value) - low) / (high - low)) * (range[1] - range[0]);
  const step = Math.max(1, Math.ceil((high - low) / 6));
  const exponents = [];
  for (let e = Math.ceil(low - 1e-9); e <= high + 1e-9; e += step) exponents.push(e);
  return { at, domain, ticks: exponents.map((e) => ({ at: power(10, e), label: digits(power(10, e), 1) })) };
}

/** Multiples of 1, 2 or 5 times a power of ten. */
function roundNumbers(low: number, high: number, about: number): number[] {
  const rough = (high - low) / about;
  const decade = power(10, Math.floor(Math.log10(rough)));
  const step = decade * ([1, 2, 5].find((factor) => factor * decade >= rough) ?? 10);
  const from = Math.ceil(low / step - 1e-9);
  const to = Math.floor(high / step + 1e-9);
  // Divided, not multiplied: 3 * 0.1 is not 0.3.
  const inverse = Math.round(1 / step);
  return Array.from({ length: to - from + 1 }, (_, i) => (step < 1 ? (from + i) / inverse : (from + i) * step));
}

/** The low and high end of finite numbers, widened a little; never empty. */
export function domainOf(values: readonly number[], padding = 0.05): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low > high) return [0, 1];
  if (low === high) return [low - Math.max(0.5, Math.abs(low) * 0.1), high + Math.max(0.5, Math.abs(high) * 0.1)];
  return [low - padding * (high - low), high + padding * (high - low)];
}

/** A coordinate to a tenth of a unit, which is finer than a screen. */
export function formatCoordinate(value: number): string {
  return value.toFixed(1).replace(/\.0$/, '');
}
