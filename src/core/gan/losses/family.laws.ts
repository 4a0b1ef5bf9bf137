/** What every loss must keep: it is oriented, its optimum is one, and its numbers stay finite. */
import { describe, expect, test } from 'vitest';
import { optionsOf, withOtherValues } from '../../../../test/support/members.js';
import {
  distance,
  evaluate,
  linspace,
  optionInputs,
  optionTensors,
  prepare,
  run,
} from '../../../../test/support/programs.js';
import type { Tensors } from '../../engine/program.js';
import { grad, type Tensor3D, tf } from '../../engine/tf.js';
import { sigmoid } from '../../math/special/special.js';
import { playerLoss } from '../../training/player-operations.js';
import { families } from '../families.js';
import type { Player } from '../players.js';
import type { Loss } from './_loss.js';

const { losses } = families;

type Part = 'real' | 'fake' | 'generator';
const PARTS: readonly Part[] = ['real', 'fake', 'generator'];
const RATIOS = [-Infinity, -9, -2, -0.4, 0, 0.3, 2, 9, Infinity];
const SCAN = linspace(-60, 60, 6001);
const POINTS = linspace(-9.7, 9.3, 41); // near no kink

const shareOf = (logRatio: number) => 1 / (1 + Math.exp(-logRatio));

/** The three parts of a loss at scores, each with slope and curvature. */
function bodyOf(loss: Loss, options: Record<string, unknown>) {
  return (inputs: Tensors): Tensors => {
    const given = optionTensors(options, inputs);
    const of = (part: Part) => () => loss[part](inputs.s, given);
    const slope = (part: Part) => grad<Tensor3D>(of(part), [inputs.s])[0];
    return Object.fromEntries(
      PARTS.flatMap((part) => [
        [part, of(part)()],
        [`${part} slope`, slope(part)],
        [`${part} curvature`, grad(() => slope(part), [inputs.s])[0]],
      ]),
    );
  };
}

function at(loss: Loss, options: Record<string, unknown>, scores: readonly number[]) {
  return { s: { shape: [1, scores.length, 1] as const, values: scores }, ...optionInputs(loss, options) };
}

const PLAYERS = ['generator', 'discriminator'] as const;

/** What both players minimise on a batch of scores, with its slopes in them. */
function playedBody(loss: Loss, options: Record<string, unknown>) {
  return (inputs: Tensors): Tensors => {
    const { real, fake } = inputs;
    const chosen = { member: loss, choice: { name: loss.name } };
    const of = (player: Player) => () =>
      playerLoss(player, chosen, () => optionTensors(options, inputs), { score: (x) => x, real, fake });
    const slopes = (player: Player) => grad<Tensor3D>(of(player), [real, fake]);
    return Object.fromEntries(
      PLAYERS.flatMap((player): [string, Tensor3D][] => [
        [player, of(player)()],
        [`${player} by real`, slopes(player)[0]],
        [`${player} by fake`, slopes(player)[1]],
      ]),
    );
  };
}

function batchOf(loss: Loss, options: Record<string, unknown>, by = { real: 0, fake: 0 }) {
  const side = (scores: readonly number[], more: number) => ({
    shape: [1, 3, 1] as const,
    values: scores.map((s) => s + more),
  });
  return {
    real: side([0.4, 1.3, -0.7], by.real),
    fake: side([-1.1, 0.3, 0.9], by.fake),
    ...optionInputs(loss, options),
  };
}

for (const [name, loss] of losses) {
  const options = optionsOf(loss);
  const numbers = options as Record<string, number>;
  const { low, high } = loss.finite ?? { low: -Infinity, high: Infinity };
  const body = bodyOf(loss, options);
  const optimum = typeof loss.optimum === 'function' ? loss.optimum : null;
  const on = (scores: readonly number[], where = {}) => evaluate(body, at(loss, options, scores), where);

  describe(`loss ${name}`, () => {
    test.runIf(optimum)('has an optimum that no other score beats, whatever p and q', async () => {
      const { real, fake } = await on([...SCAN, ...RATIOS.map((r) => clamp(optimum!(r, numbers)))]);
      RATIOS.forEach((logRatio, i) => {
        const risk = (k: number) => {
          const p = shareOf(logRatio);
          return p * real[k] + (1 - p) * fake[k];
        };
        const least = SCAN.reduce((smallest, _, k) => Math.min(smallest, risk(k)), Infinity);
        expect(risk(SCAN.length + i), `log p - log q = ${logRatio}`).toBeLessThanOrEqual(least + 1e-12);
      });
    });

    test.runIf(optimum)('has an optimum that rises with p / q, the member of least |s| where it is a set', async () => {
      const scores = RATIOS.map((r) => optimum!(r, numbers));
      for (let i = 1; i < scores.length; i++) expect(scores[i]).toBeGreaterThanOrEqual(scores[i - 1]);
      const nearer = scores.map((s) => clamp(s) * 0.99);
      const { real, fake } = await on([...scores.map(clamp), ...nearer]);
      RATIOS.forEach((logRatio, i) => {
        const p = shareOf(logRatio);
        if (!Number.isFinite(scores[i]) || scores[i] === 0) return;
        const risk = (k: number) => p * real[k] + (1 - p) * fake[k];
        expect(risk(RATIOS.length + i)).toBeGreaterThan(risk(i));
      });
    });

    test.runIf(loss.optimalScore)('has the same optimum in tensors as in numbers, with a slope', async () => {
      const ratios = [-30, ...POINTS, 30].filter((r) => optimum!(r, numbers) > low && optimum!(r, numbers) < high);
      const score = (inputs: Tensors) => loss.optimalScore!(inputs.s, optionTensors(options, inputs));
      const { s, slope } = await evaluate(
        (inputs) => ({ s: score(inputs), slope: grad<Tensor3D>(() => score(inputs), [inputs.s])[0] }),
        at(loss, options, ratios),
      );
      ratios.forEach((r, i) => {
        const expected = optimum!(r, numbers);
        expect(Math.abs(s[i] - expected)).toBeLessThan(1e-12 * (1 + Math.abs(expected)));
      });
      expect(slope.every((value) => value > 0)).toBe(true);
    });

    test.runIf(optimum)('leads a tabular discriminator to its optimum by gradient descent', async () => {
      const ratios = RATIOS.filter((r) => Math.abs(r) < 1);
      const scores = await descend(loss, options, ratios);
      scores.forEach((s, i) => {
        const goal = optimum!(ratios[i], numbers);
        if (Number.isFinite(goal)) expect(Math.abs(s - goal), `towards ${goal}`).toBeLessThan(2e-2);
        else expect(s * Math.sign(goal), `towards ${goal}`).toBeGreaterThan(1);
      });
    });

    test.runIf(!optimum)('says why it has no optimum', () => {
      expect((loss.optimum as { none: string }).none.length).toBeGreaterThan(20);
    });

    test.runIf(!optimum && !loss.relative)('has no optimum: the risk falls without end for some p and q', async () => {
      const { real, fake } = await on([-1e4, -1e2, 0, 1e2, 1e4]);
      const risks = real.map((value, k) => 0.3 * value + 0.7 * fake[k]);
      expect(Math.min(...risks)).toBeLessThan(-1e3);
    });

    test('is oriented: at its optimum D pulls data up and samples down, and G pulls its samples up', async () => {
      const {
        'real slope': real,
        'fake slope': fake,
        'generator slope': generator,
      } = await on([-1, 0, 1].map((r) => Math.max(-3, Math.min(3, optimum ? optimum(r, numbers) : r))));
      for (const slope of real) expect(slope).toBeLessThanOrEqual(0);
      for (const slope of fake) expect(slope).toBeGreaterThanOrEqual(0);
      for (const slope of generator) expect(slope).toBeLessThanOrEqual(0);
      expect([real[0], -fake[2], generator[0]].every((slope) => slope < 0)).toBe(true);
    });

    test('has slopes and curvatures that equal finite differences', async () => {
      const h = 1e-5;
      const [here, up, down] = await Promise.all([0, h, -h].map((by) => on(POINTS.map((s) => s + by))));
      const difference = (of: string) => up[of].map((value, i) => (value - down[of][i]) / (2 * h));
      for (const part of PARTS) {
        expect(distance(here[`${part} slope`], difference(part))).toBeLessThan(1e-8);
        expect(distance(here[`${part} curvature`], difference(`${part} slope`))).toBeLessThan(1e-8);
      }
    });

    test.each(['float32', 'float64'] as const)(
      'is finite with finite slopes for scores up to 1e4, or as far as it declares, in %s',
      async (elementType) => {
        const result = await on(linspace(Math.max(-1e4, low), Math.min(1e4, high), 64), { elementType });
        for (const part of PARTS)
          expect([...result[part], ...result[`${part} slope`]].every(Number.isFinite), part).toBe(true);
      },
    );

    test.runIf(loss.finite)('is not finite far beyond what it declares: nothing is clamped', async () => {
      const beyond = [low, high].filter(Number.isFinite).map((end) => 1.25 * end);
      const result = await on(beyond, { elementType: 'float32' });
      for (const i of beyond.keys())
        expect(
          PARTS.some((part) => !Number.isFinite(result[part][i])),
          `at ${beyond[i]}`,
        ).toBe(true);
    });

    test('is the same compiled as eager', async () => {
      const compiled = await on(POINTS, { elementType: 'float32' });
      const eager = await on(POINTS, { backend: 'tfjs' });
      for (const output of Object.keys(eager))
        expect(distance(compiled[output], eager[output]), output).toBeLessThan(2e-6);
    });

    test.runIf(loss.relative)('does not change where all scores rise alike, and does where one side does', async () => {
      const of = (by: { real: number; fake: number }) =>
        evaluate(playedBody(loss, options), batchOf(loss, options, by));
      const [here, both, real] = await Promise.all(
        [
          { real: 0, fake: 0 },
          { real: 3, fake: 3 },
          { real: 3, fake: 0 },
        ].map(of),
      );
      for (const player of PLAYERS) {
        expect(distance(both[player], here[player])).toBeLessThan(1e-12);
        expect(distance(real[player], here[player])).toBeGreaterThan(1e-3);
      }
    });

    test('is played on a batch as compiled so eagerly, with slopes that equal finite differences', async () => {
      const given = batchOf(loss, options);
      const played = playedBody(loss, options);
      const compiled = await evaluate(played, given, { elementType: 'float32' });
      const eager = await evaluate(played, given, { backend: 'tfjs' });
      for (const output of Object.keys(eager))
        expect(distance(compiled[output], eager[output]), output).toBeLessThan(2e-6);
      const here = await evaluate(played, given);
      const h = 1e-5;
      for (const side of ['real', 'fake'] as const)
        for (const i of [0, 2]) {
          const moved = (by: number) => {
            const values = given[side].values.map((s, k) => s + (k === i ? by : 0));
            return evaluate(played, { ...given, [side]: { ...given[side], values } });
          };
          const [up, down] = await Promise.all([h, -h].map(moved));
          for (const player of PLAYERS) {
            const difference = (up[player][0] - down[player][0]) / (2 * h);
            expect(Math.abs(here[`${player} by ${side}`][i] - difference)).toBeLessThan(1e-8);
          }
        }
    });

    test.runIf(loss.probability)('reads scores as probabilities, from 0 to 1', () => {
      const probabilities = SCAN.map((s) => loss.probability!(s));
      expect(loss.probability!(-Infinity)).toBe(0);
      expect(loss.probability!(Infinity)).toBe(1);
      expect(probabilities).toEqual([...probabilities].sort((a, b) => a - b));
      const { scale, shift } = loss.logit ?? { scale: 1, shift: 0 };
      expect(probabilities).toEqual(SCAN.map((s) => sigmoid(scale * s + shift)));
    });

    test('lists options that act', async () => {
      const usual = await on(POINTS);
      for (const { option, value, result } of withOtherValues(loss, (given) => given)) {
        const changed = await evaluate(bodyOf(loss, result), at(loss, result, POINTS));
        expect(changed, `${option} = ${value}`).not.toEqual(usual);
      }
    });
  });
}

/** Infinite scores are far along the scan. */
function clamp(score: number): number {
  return Math.max(-60, Math.min(60, score));
}

/** 400 ever smaller steps of plain gradient descent on p real(s) + q fake(s) at each ratio, from 0. */
async function descend(loss: Loss, options: Record<string, unknown>, ratios: readonly number[]): Promise<number[]> {
  const scalar = (value: number) => ({ shape: [1, 1, 1] as const, values: [value] });
  const column = (values: readonly number[]) => ({ shape: [1, values.length, 1] as const, values });
  const given = {
    s: column(ratios.map(() => 0)),
    p: column(ratios.map(shareOf)),
    rate: scalar(1),
    ...optionInputs(loss, options),
  };
  const executable = await prepare(
    (inputs) => {
      const chosen = optionTensors(options, inputs);
      const risk = () =>
        tf.add(tf.mul(inputs.p, loss.real(inputs.s, chosen)), tf.mul(tf.sub(1, inputs.p), loss.fake(inputs.s, chosen)));
      return { s: tf.sub(inputs.s, tf.mul(inputs.rate, grad<Tensor3D>(risk, [inputs.s])[0])) };
    },
    given,
    {},
  );
  let scores: readonly number[] = given.s.values;
  for (let step = 0; step < 400; step++)
    scores = (await run(executable, { ...given, s: column(scores), rate: scalar(0.985 ** step) }, {})).s;
  executable.dispose();
  return [...scores];
}
