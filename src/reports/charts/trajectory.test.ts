import { expect, it } from 'vitest';
import { unpackCoordinates } from './packed-coordinates.js';
import { trajectoryChart } from './trajectory.js';

// Around the equilibrium (1, -1): the first run starts at a distance of 2, and leaves the frame at the end.
const game = { random: true, equilibrium: [1, -1] as const, field: null };
const first = { steps: [0, 1, 2], generator: Float64Array.of(3, 1, 11), discriminator: Float64Array.of(-1, 0, -1) };
const second = { steps: [0, 1], generator: Float64Array.of(2, 1), discriminator: Float64Array.of(-1, -3) };

it('each run of a setting has its own trajectory, on the scale of the first', async () => {
  const chart = await trajectoryChart(first, game);
  // The half width is 1.12 times three initial distances: 6.72, of a frame from 124 to 986 and from 878 to 14.
  const x = (value: number) => 555 + (value - 1) * (431 / 6.72);
  const y = (value: number) => 446 - (value + 1) * (432 / 6.72);
  const expectClose = (packed: string, values: readonly number[]) =>
    unpackCoordinates(packed).forEach((value, i) => {
      if (Number.isNaN(values[i])) expect(value).toBeNaN();
      else expect(value).toBeCloseTo(values[i], 1);
    });
  const whole = chart.frame(first, 2);
  expectClose(whole.x, [x(3), x(1), NaN]);
  expectClose(whole.lines.trail, [y(-1), y(0), NaN]);
  expectClose(whole.dots, [NaN, NaN]);
  const other = chart.frame(second, 1);
  expectClose(other.x, [x(2), x(1)]);
  expectClose(other.lines.trail, [y(-1), y(-3)]);
  expectClose(other.dots, [x(1), y(-3)]);
});
