import { expect, it } from 'vitest';
import { packCoordinates, unpackCoordinates } from './packed-coordinates.js';

it('coordinates are kept to 1/128 of a unit, and points outside the drawing are NaN', () => {
  const back = unpackCoordinates(packCoordinates([0, 123.4567, 1000, -0.1, 1000.1, NaN, Infinity]));
  expect(back[1]).toBeCloseTo(123.4567, 2);
  expect([back[0], back[2]]).toEqual([0, 1000]);
  expect(back.slice(3)).toEqual([NaN, NaN, NaN, NaN]);
});
