/** Activations in plain numbers. */
import type { Activation, PlainActivation } from './activations/_activation.js';

/** The activation in plain numbers; null where it has none. */
export function plainActivation(of: Activation, options: Record<string, unknown>): PlainActivation | null {
  const slopes = of.slopes(options);
  if (!slopes) return of.plain ?? null;
  const slope = (x: number) => (x < 0 ? slopes.negative : slopes.positive);
  return { value: (x) => x * slope(x), slope };
}
