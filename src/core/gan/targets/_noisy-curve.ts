/** Targets along curves in the plane with Gaussian noise. */

import type { FloatArray } from '../../engine/program.js';
import { maximum, minimum } from '../../math/long-lists.js';
import { gaussLegendre } from '../../math/special/special.js';
import { MAX_CURVE_LENGTH } from '../bounds.js';
import type { Distribution } from './_target.js';

type Point = readonly [x: number, y: number];
/** A curve: t is drawn uniformly from [0, 1]. */
type Curve = (t: number) => Point;

const BOUND_STDS = 6.5; // as for Gaussian mixtures
const PANEL_RULE = gaussLegendre(8);
const PANEL_STDS = 2; // length of curve per quadrature rule, whose error is then below 1e-8 of the peak
const NEGLIGIBLE_NATS = 45; // below the nearest node: less than 1e-19 of its contribution

/** A uniformly chosen curve, at a uniform t, plus N(0, std^2 I). The density is an integral over t. */
export function noisyCurves(curves: readonly Curve[], std: number): Distribution {
  const nodes = curves.flatMap((curve) => nodesOf(curve, std));
  const logDensity = densityOf(nodes, { std, curves: curves.length });
  const bound = (i: 0 | 1) => ({
    low: minimum(nodes.map(({ point }) => point[i])) - BOUND_STDS * std,
    high: maximum(nodes.map(({ point }) => point[i])) + BOUND_STDS * std,
  });
  return {
    dim: 2,
    sample(out, stream) {
      stream.fillNormal(out);
      for (let at = 0; at < out.length; at += 2) {
        const curve = curves[curves.length === 1 ? 0 : stream.integer(curves.length)];
        const [x, y] = curve(stream.uniform());
        out[at] = x + std * out[at];
        out[at + 1] = y + std * out[at + 1];
      }
    },
    logDensity,
    gaussians: {
      places: Float64Array.from(nodes.flatMap(({ point }) => [...point])),
      weights: Float64Array.from(nodes, ({ weight }) => weight / curves.length),
      std,
    },
    bounds: [bound(0), bound(1)],
    scale: std,
  };
}

interface Node {
  readonly point: Point;
  readonly weight: number;
}

/** Gauss-Legendre nodes on panels of t, and both ends with weight 0, for the bounds. */
function nodesOf(curve: Curve, std: number): Node[] {
  const length = longestStep(curve, 1000) * (1000 / std);
  if (length > MAX_CURVE_LENGTH)
    throw new Error(
      `its noise of ${std} is too narrow: the curve is ${length.toPrecision(3)} standard deviations long, at most ${MAX_CURVE_LENGTH} are allowed`,
    );
  const panels = Math.ceil(length / PANEL_STDS);
  const ends = [0, 1].map((t) => ({ point: curve(t), weight: 0 }));
  const inner = Array.from({ length: panels }, (_, panel) =>
    Array.from(PANEL_RULE.nodes, (node, k) => ({
      point: curve((panel + (node + 1) / 2) / panels),
      weight: PANEL_RULE.weights[k] / (2 * panels),
    })),
  );
  return [...ends, ...inner.flat()];
}

function longestStep(curve: Curve, steps: number): number {
  let longest = 0;
  for (let k = 0; k < steps; k++) {
    const [[x, y], [nextX, nextY]] = [curve(k / steps), curve((k + 1) / steps)];
    longest = Math.max(longest, Math.hypot(nextX - x, nextY - y));
  }
  return longest;
}

function densityOf(nodes: readonly Node[], { std, curves }: { std: number; curves: number }) {
  const weighty = nodes.filter(({ weight }) => weight > 0);
  const xs = Float64Array.from(weighty, ({ point }) => point[0] / std);
  const ys = Float64Array.from(weighty, ({ point }) => point[1] / std);
  const weights = Float64Array.from(weighty, ({ weight }) => weight / curves);
  const peak = -Math.log(2 * Math.PI * std * std);
  const blocks = blocksOf(xs, ys);
  return (x: FloatArray): Float64Array => {
    const result = new Float64Array(x.length / 2);
    const halves = new Float64Array(weights.length);
    const bounds = new Float64Array(blocks.length);
    for (let row = 0; row < result.length; row++) {
      const [u, v] = [x[2 * row] / std, x[2 * row + 1] / std];
      let nearest = 0;
      for (let b = 0; b < blocks.length; b++) {
        bounds[b] = halfToBox(blocks[b], u, v);
        if (bounds[b] < bounds[nearest]) nearest = b;
      }
      let least = Infinity;
      const look = ({ from, to }: Block) => {
        for (let k = from; k < to; k++) {
          halves[k] = ((u - xs[k]) ** 2 + (v - ys[k]) ** 2) / 2;
          least = Math.min(least, halves[k]);
        }
      };
      look(blocks[nearest]);
      for (let b = 0; b < blocks.length; b++) if (b !== nearest && bounds[b] < least) look(blocks[b]);
      let sum = 0;
      for (let b = 0; b < blocks.length; b++) {
        if (bounds[b] - least >= NEGLIGIBLE_NATS) continue;
        if (b !== nearest) look(blocks[b]);
        for (let k = blocks[b].from; k < blocks[b].to; k++)
          if (halves[k] - least < NEGLIGIBLE_NATS) sum += weights[k] * Math.exp(least - halves[k]);
      }
      result[row] = least === Infinity ? -Infinity : peak - least + Math.log(sum);
    }
    return result;
  };
}

/** Consecutive nodes, which are close together: most blocks can be skipped by their bounding box alone. */
interface Block {
  readonly from: number;
  readonly to: number;
  readonly low: Point;
  readonly high: Point;
}

const NODES_PER_BLOCK = 32;

function blocksOf(xs: Float64Array, ys: Float64Array): readonly Block[] {
  return Array.from({ length: Math.ceil(xs.length / NODES_PER_BLOCK) }, (_, b) => {
    const [from, to] = [b * NODES_PER_BLOCK, Math.min((b + 1) * NODES_PER_BLOCK, xs.length)];
    const [x, y] = [xs.subarray(from, to), ys.subarray(from, to)];
    return { from, to, low: [minimum(x), minimum(y)], high: [maximum(x), maximum(y)] };
  });
}

/** Half the squared distance to a box; not more, after rounding, than to any node in it. */
function halfToBox({ low, high }: Block, u: number, v: number): number {
  const x = Math.max(low[0] - u, 0, u - high[0]);
  const y = Math.max(low[1] - v, 0, v - high[1]);
  return (x * x + y * y) / 2;
}
