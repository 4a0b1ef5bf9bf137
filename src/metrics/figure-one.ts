/**
 * Figure 1 of arXiv:1406.2661 for one-dimensional targets: p, q, D and D* on one axis, and arrows from z to x = G(z).
 */
import { NotAvailableError } from '../core/gan/games/_game.js';
import { sigmoid } from '../core/math/special/special.js';
import type { Snapshot } from '../core/snapshot/snapshot.js';
import { compareDensities } from '../density/density.js';
import { NotComparableError } from '../density/density-comparison.js';
import { exactPushforward } from '../density/line/line.js';
import { type Atom, cdfAt, logDensityAt } from '../density/line/pushforward.js';
import { densitySamples } from '../density/samples/histogram.js';

/** Curves at the points `x`; NaN where a value is not known, a gap in the plot. */
export interface FigureOne {
  readonly x: Float64Array;
  readonly p: Float64Array;
  /** Mean density over the point's cell, so that a narrow spike has its exact area. Without the atoms. */
  readonly q: Float64Array;
  /** The discriminator's probability; NaN where its score is not a probability. */
  readonly D: Float64Array;
  readonly dStar: Float64Array;
  readonly atoms: readonly Atom[];
  /** z at equal steps of mass, and G(z); empty where z has more than one dimension. */
  readonly arrows: { readonly z: Float64Array; readonly x: Float64Array };
}

const CURVE_POINTS = 500;
const ARROWS = 33;
const MAX_AXIS_WIDTHS = 4; // added on each side, in widths of the target's bounds: beyond it p would be a spike

/** The figure's curves at a snapshot. Throws where the target has more than one dimension. */
export async function computeFigureOne(snapshot: Snapshot): Promise<FigureOne> {
  const { target, losses } = snapshot;
  if (target.dim !== 1) throw new Error(`figure 1: needs a target of one dimension, got ${target.dim}`);
  const arrows = await arrowsOf(snapshot);
  const reached = arrows.x.length > 0 ? arrows.x : (await snapshot.samples()).generated;
  const { x, step } = axis(target.bounds[0], reached);
  const unknown = new Float64Array(CURVE_POINTS).fill(Number.NaN);
  const logP = target.logDensity?.(x) ?? unknown;
  const q = await generated(snapshot, x, step);
  const probability = losses.discriminator.loss.probability;
  return {
    x,
    p: logP.map(Math.exp),
    q: q?.mean ?? unknown,
    D: probability ? ((await scores(snapshot, x))?.map((score) => probability(score)) ?? unknown) : unknown,
    // Where both are 0, D* is anything.
    dStar: q ? logP.map((value, i) => sigmoid(value - q.log[i])) : unknown,
    atoms: q?.atoms ?? [],
    arrows,
  };
}

/** Null where D has no score of a single point. */
async function scores(snapshot: Snapshot, x: Float64Array): Promise<Float64Array | null> {
  try {
    return await snapshot.score(x);
  } catch (error) {
    if (error instanceof NotAvailableError) return null;
    throw error;
  }
}

async function arrowsOf({ latent, generate }: Snapshot): Promise<FigureOne['arrows']> {
  if (latent.dim !== 1) return { z: new Float64Array(0), x: new Float64Array(0) };
  const z = Float64Array.from({ length: ARROWS }, (_, i) => latent.quantile((i + 0.5) / ARROWS));
  return { z, x: await generate(z) };
}

/** The target's bounds, widened to include q. */
function axis(bounds: { readonly low: number; readonly high: number }, reached: Float64Array) {
  const width = bounds.high - bounds.low;
  const finite = reached.filter(Number.isFinite);
  const low = Math.max(
    finite.reduce((least, x) => Math.min(least, x), bounds.low),
    bounds.low - MAX_AXIS_WIDTHS * width,
  );
  const high = Math.min(
    finite.reduce((most, x) => Math.max(most, x), bounds.high),
    bounds.high + MAX_AXIS_WIDTHS * width,
  );
  const step = (high - low) / (CURVE_POINTS - 1);
  return { step, x: Float64Array.from({ length: CURVE_POINTS }, (_, i) => low + i * step) };
}

async function generated(snapshot: Snapshot, x: Float64Array, step: number) {
  const borders = Float64Array.from({ length: CURVE_POINTS + 1 }, (_, i) =>
    i < CURVE_POINTS ? x[i] - step / 2 : x[i - 1] + step / 2,
  );
  if (snapshot.latent.dim === 1) {
    try {
      const density = await exactPushforward(snapshot);
      const reached = cdfAt({ ...density, atoms: [] }, borders);
      const mean = x.map((_, i) => (reached[i + 1] - reached[i]) / step);
      return { mean, log: logDensityAt(density, x), atoms: density.atoms };
    } catch (error) {
      if (error instanceof NotComparableError) return null;
      throw error;
    }
  }
  const compared = await compareDensities(snapshot);
  if ('absent' in compared) return null;
  const samples = await densitySamples(snapshot);
  const mean = new Float64Array(CURVE_POINTS);
  for (const sample of samples) {
    const cell = Math.floor((sample - borders[0]) / step);
    if (cell >= 0 && cell < CURVE_POINTS) mean[cell] += 1 / (samples.length * step);
  }
  return { mean, log: mean.map(Math.log), atoms: [] };
}
