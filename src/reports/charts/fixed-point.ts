/**
 * Numbers of a drawing packed for the page: places in a drawing of at most 1000 units, to 1/64 of a unit, two bytes each,
 * in base64. The page's script (`browser/script.ts`) reads them.
 */

const PARTS = 64;
const NOWHERE = 65535; // a point that is not drawn: outside the frame, or not a finite number

export function pack(places: ArrayLike<number>): string {
  const bytes = Buffer.alloc(2 * places.length);
  for (let i = 0; i < places.length; i++) {
    const inside = places[i] >= 0 && places[i] <= 1000;
    bytes.writeUInt16LE(inside ? Math.round(places[i] * PARTS) : NOWHERE, 2 * i);
  }
  return bytes.toString('base64');
}

/** The same places as they will be drawn; NaN where nowhere. */
export function unpack(packed: string): number[] {
  const bytes = Buffer.from(packed, 'base64');
  return Array.from({ length: bytes.length / 2 }, (_, i) => {
    const value = bytes.readUInt16LE(2 * i);
    return value === NOWHERE ? NaN : value / PARTS;
  });
}
