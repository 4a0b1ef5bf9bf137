/** What an extension is given to make its members with: it imports nothing. Decision 013. */
import { z } from 'zod';
import { grad, tf } from '../../core/engine/tf.js';
import type { Member } from '../../core/gan/family.js';
import type { FamilyName } from '../../core/gan/family-table.js';
import { initializer } from '../../core/gan/initializers/_initializer.js';
import { loss } from '../../core/gan/losses/_loss.js';
import { optimizer } from '../../core/gan/optimizers/_optimizer.js';
import { count, magnitude, scalar } from '../../core/gan/options.js';
import { regularizer } from '../../core/gan/regularizers/_regularizer.js';
import { scheme } from '../../core/gan/schemes/_scheme.js';
import { target } from '../../core/gan/targets/_target.js';
import { plural } from '../../core/text/words.js';
import { lastValue, tooFewAtEnd } from '../../diagnosis/evidence/run-trace.js';
import { failureMode } from '../../diagnosis/failure-modes/_failure-mode.js';
import { valueOfClouds } from '../../metrics/_clouds.js';
import { metric } from '../../metrics/metric.js';
import { metricValue } from '../../records/metric-value.js';

/** The families that an extension can add to. */
export type ExtensibleFamily =
  | Extract<FamilyName, 'initializers' | 'losses' | 'optimizers' | 'regularizers' | 'schemes' | 'targets'>
  | 'metrics'
  | 'failures';

const madeFor = new WeakMap<object, ExtensibleFamily>();

/** The family that the kit made the member for; undefined of anything else. */
export function familyOf(value: unknown): ExtensibleFamily | undefined {
  return typeof value === 'object' && value !== null ? madeFor.get(value) : undefined;
}

/** The same function, whose results are remembered as members of the family. */
function making<F extends (member: never) => Member>(family: ExtensibleFamily, make: F): F {
  return ((member: never) => {
    const made = make(member);
    madeFor.set(made, family);
    return made;
  }) as F;
}

export const kit = {
  tf,
  grad,
  z,
  scalar,
  count,
  magnitude,
  loss: making('losses', loss),
  regularizer: making('regularizers', regularizer),
  optimizer: making('optimizers', optimizer),
  scheme: making('schemes', scheme),
  target: making('targets', target),
  initializer: making('initializers', initializer),
  metric: making('metrics', metric),
  failureMode: making('failures', failureMode),
  plural,
  metricValue,
  valueOfClouds,
  lastValue,
  tooFewAtEnd,
};

/**
 * What an extension is given: `tf` with correct gradients (`grad`), the kinds of options (`scalar`, `count`, `magnitude`, or a
 * schema of `z`), the function of each family that makes a member (`loss`, `regularizer`, `optimizer`, `scheme`, `target`,
 * `initializer`, `metric`, `failureMode`), `plural` for texts, and helpers of metrics (`metricValue`, `valueOfClouds`) and of failure modes (`lastValue`,
 * `tooFewAtEnd`).
 */
export type ExtensionKit = typeof kit;

/**
 * The default export of an extension: makes one member, or several, with what it is given. An experiment file names it in
 * `extensions`.
 *
 * @example
 * const shifted: Extension = ({ loss, scalar, tf }) =>
 *   loss({
 *     name: 'shifted-hinge',
 *     description: 'The hinge loss with margins of another width.',
 *     options: { margin: scalar({ description: 'where D stops to gain', default: 1, above: 0 }) },
 *     real: (s, { margin }) => tf.relu(tf.sub(margin, s)),
 *     fake: (s, { margin }) => tf.relu(tf.add(margin, s)),
 *     generator: (s) => tf.neg(s),
 *     optimum: (logRatio, { margin }) => margin * Math.sign(logRatio),
 *     probability: null,
 *   });
 */
export type Extension = (kit: ExtensionKit) => Member | readonly Member[];
