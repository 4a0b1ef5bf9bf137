/** Amounts of memory as text. */
import { requireNumber } from './plain-numbers.js';

const UNITS = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'];

/**
 * Two or three significant digits, in the largest unit of which there is at least one.
 *
 *     bytesText(250 * 2 ** 20) // '250 MiB'
 *     bytesText(1.26 * 2 ** 30) // '1.3 GiB'
 *     bytesText(0) // '0 bytes'
 */
export function bytesText(bytes: number): string {
  requireNumber(bytes);
  let [amount, unit] = [bytes, 0];
  while (amount >= 1023.5 && unit < UNITS.length - 1) {
    amount /= 1024;
    unit += 1;
  }
  return `${amount < 9.95 && unit > 0 ? amount.toFixed(1) : amount.toFixed(0)} ${UNITS[unit]}`;
}
