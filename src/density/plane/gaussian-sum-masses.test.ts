import { expect, test } from 'vitest';
import { spiral } from '../../core/gan/targets/spiral.js';
import { hasDensity } from '../known-density.js';
import { gaussianSumMasses } from './gaussian-sum-masses.js';
import { quadratureMasses } from './quadrature-masses.js';

test('of a curve with noise, cells have what a quadrature of its density gives them', () => {
  const target = spiral.create({ turns: 0.6, radius: 1, std: 0.1 });
  if (!hasDensity(target)) throw new Error('its density is known');
  const [x, y] = target.bounds;
  const [columns, rows] = [23, 19];
  const geometry = {
    dim: 2,
    low: [x.low, y.low],
    step: [(x.high - x.low) / columns, (y.high - y.low) / rows],
    columns,
    rows,
  };
  const sums = gaussianSumMasses(target, geometry)!;
  const quadrature = quadratureMasses(target, geometry);
  let all = 0;
  for (let cell = 0; cell < columns * rows; cell++) {
    const mass = Math.exp(sums.logMass(cell));
    expect(Math.abs(mass - Math.exp(quadrature.logMass(cell)))).toBeLessThan(1e-9);
    all += mass;
  }
  expect(all).toBeCloseTo(1, 8);
  expect([...sums.candidates()].length).toBeGreaterThan(100);
});
