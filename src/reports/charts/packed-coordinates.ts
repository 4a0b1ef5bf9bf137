/**
 * The coordinates of a drawing, packed for the page: numbers from 0 to 1000, to 1/64 of a unit, two bytes each, in base64. The page's
 * script (`page/script.ts`) unpacks them too.
 */

const PARTS_PER_UNIT = 64;
const MAX_COORDINATE = 1000; // units: a drawing's width
const OUTSIDE = 65535; // a point that is not drawn: outside the frame, or not a finite number

export function packCoordinates(values: ArrayLike<number>): string {
  const bytes = Buffer.alloc(2 * values.length);
  for (let i = 0; i < values.length; i++) {
    const isInside = values[i] >= 0 && values[i] <= MAX_COORDINATE;
    bytes.writeUInt16LE(isInside ? Math.round(values[i] * PARTS_PER_UNIT) : OUTSIDE, 2 * i);
  }
  return bytes.toString('base64');
}

/** The rounded coordinates; NaN for points outside. */
export function unpackCoordinates(packed: string): number[] {
  const bytes = Buffer.from(packed, 'base64');
  return Array.from({ length: bytes.length / 2 }, (_, i) => {
    const value = bytes.readUInt16LE(2 * i);
    return value === OUTSIDE ? NaN : value / PARTS_PER_UNIT;
  });
}
