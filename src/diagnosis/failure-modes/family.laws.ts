/** Laws of every verdict, over the family that the folder makes. */
import { describe, expect, it } from 'vitest';
import { optionsOf } from '../../../test/support/members.js';
import { seen } from '../../../test/support/records.js';
import { grid } from '../../core/gan/targets/grid.js';
import { ring } from '../../core/gan/targets/ring.js';
import { stream } from '../../core/math/random/random.js';
import { samplesSnapshot } from '../../density/samples/samples-snapshot.js';
import { metrics } from '../../metrics/catalog.js';
import { measureOrAbsent } from '../../metrics/measure-or-absent.js';
import type { MetricValue } from '../../records/metric-value.js';
import { failureModes } from '../catalog.js';
import { causesFirst } from '../causal-order.js';
import { diagnosisOf, primaryDiagnosis } from '../diagnose.js';

const all = [...failureModes.values()];
const needed = [...new Set(all.flatMap(({ needs }) => needs.flat()))];

const judged = (columns: Parameters<typeof seen>[0], options: Parameters<typeof seen>[1] = {}) => {
  const { run, measure } = seen(columns, options);
  return diagnosisOf(run, { measure }, failureModes);
};
const names = (told: readonly { readonly verdict: { readonly name: string } }[]) =>
  told.map(({ verdict }) => verdict.name);

describe.each(all)('$name', (verdict) => {
  it('names metrics and verdicts that there are', () => {
    for (const metric of verdict.needs.flat()) expect([...metrics.keys()]).toContain(metric);
    for (const other of verdict.explains) expect([...failureModes.keys()]).toContain(other);
    expect(verdict.explains).not.toContain(verdict.name);
    expect(verdict.description).toMatch(/^[A-Z].*\.$/s);
    expect(verdict.means).not.toMatch(/^[A-Z][a-z]|\.$/);
  });

  it('cannot be told, and says what to measure, where a row of what it needs is missing', () => {
    for (const row of verdict.needs) {
      const others = needed.filter((metric) => !row.includes(metric));
      const { unknown } = judged(Object.fromEntries(others.map((metric) => [metric, [1, 1, 1, 1, 1, 1, 1]])));
      // Some are denied without it: a js that is small rules a vanished gradient out.
      const found = unknown.find((each) => each.verdict === verdict);
      if (found) expect(found.absent).toMatch(/measured|not|no /);
      else
        expect(names(judged(Object.fromEntries(others.map((m) => [m, [1, 1, 1, 1, 1, 1, 1]]))).holding)).not.toContain(
          verdict.name,
        );
    }
  });

  it('holds of nothing that was only read at the start, or once', () => {
    for (const count of [1, 2])
      for (const value of [0, 1]) {
        const { holding } = judged(Object.fromEntries(needed.map((metric) => [metric, Array(count).fill(value)])), {
          target: { name: 'ring', modes: 8 },
        });
        expect(names(holding)).not.toContain(verdict.name);
      }
  });

  it('reads absent and infinite readings without a number that is none', () => {
    for (const given of [{ absent: 'for a test' }, Infinity, -Infinity] as const) {
      const { holding, denied } = judged(Object.fromEntries(needed.map((metric) => [metric, Array(7).fill(given)])));
      for (const { evidence } of [...holding, ...denied])
        for (const { value, beside } of evidence) expect([value, beside]).not.toContain(Number.NaN);
    }
  });

  it('has options that a file may leave out', () => expect(optionsOf(verdict)).toBeDefined());
});

it('causes stand before their symptoms, and every verdict in one place', () => {
  const order = names(causesFirst(failureModes).map((verdict) => ({ verdict })));
  expect(order.toSorted()).toEqual([...failureModes.keys()].toSorted());
  for (const { name, explains } of all)
    for (const other of explains) expect(order.indexOf(name)).toBeLessThan(order.indexOf(other));
});

it('no run is healthy of which a failure holds, nor still-improving and healthy', () => {
  // Something that always says yes, wherever it stands in the order.
  const good = { ...failureModes.get('healthy')!, name: 'good', judge: () => ({ holds: true, evidence: [] }) };
  const family = new Map([...failureModes, ['good', good]]);
  const kinds = new Set<string>();
  for (const columns of [needed, ['js']])
    for (const value of [0, 0.01, 0.3, 0.69, 1, 9])
      for (const way of [Array<number>(8).fill(1), [8, 7, 6, 5, 4, 3, 2, 1]]) {
        const { run, measure } = seen(Object.fromEntries(columns.map((m) => [m, way.map((times) => times * value)])));
        const held = diagnosisOf(run, { measure }, family).holding.map(({ verdict }) => verdict.kind);
        for (const kind of held) kinds.add(kind);
        if (held.includes('health')) expect(new Set(held)).toEqual(new Set(['health']));
      }
  expect([...kinds]).toEqual(expect.arrayContaining(['failure', 'health']));
});

it('a run that ended in error has no verdict', () => {
  const { run, measure } = seen({ js: [0, 0, 0] }, { outcome: 'error', reason: 'out of memory' });
  expect(primaryDiagnosis(run, { measure })).toEqual({ absent: 'error' });
  expect(diagnosisOf(run, { measure }, failureModes).holding).toEqual([]);
});

// Metrics that failures are told from.
const telling = [...new Set(all.filter(({ kind }) => kind === 'failure').flatMap(({ needs }) => needs.flat()))];

const HISTORIES = 10;
const READINGS = 3;
const SAMPLES = 100; // few, so that sampling noise is large: four a mode of the grid

it.each([
  ['ring', { modes: 8, radius: 2, std: 0.02 }, ring],
  ['grid', { side: 5, spacing: 2, std: 0.05 }, grid],
] as const)('of a G that draws from the %s itself, no failure is told in 100', async (name, options, member) => {
  const target = { name, ...options };
  const distribution = member.create(optionsOf(member, options));
  const draw = (purpose: string, step: number) => {
    const x = new Float64Array(SAMPLES * distribution.dim);
    distribution.sample(x, stream({ seed: 7, purpose, step }));
    return x;
  };
  const snapshotAt = (step: number, previous?: () => ReturnType<typeof samplesSnapshot>) =>
    samplesSnapshot(
      { target: distribution, generated: draw('generated', step), real: draw('real', step) },
      { draw: step, ...(previous && { previous }) },
    );
  const failures: string[] = [];
  for (let history = 0; history < HISTORIES; history++) {
    const columns: Record<string, MetricValue[]> = Object.fromEntries(telling.map((metric) => [metric, []]));
    for (let i = 0; i < READINGS; i++) {
      const step = history * READINGS + i + 1;
      const snapshot = snapshotAt(step, () => snapshotAt(step - 1));
      for (const metric of telling) columns[metric].push(await perfect(metric, snapshot));
    }
    const { holding } = judged(columns, { target, samples: SAMPLES });
    failures.push(...holding.filter(({ verdict }) => verdict.kind === 'failure').map(({ verdict }) => verdict.name));
  }
  expect(failures).toEqual([]);
});

/** What samples of the target read, and D* and a game at rest where these do not say. */
async function perfect(metric: string, snapshot: ReturnType<typeof samplesSnapshot>): Promise<MetricValue> {
  const member = metrics.get(metric)!;
  const read = await measureOrAbsent(member, snapshot, optionsOf(member));
  if (!('absent' in read)) return read;
  return member.ideal === null ? read : { value: member.ideal };
}
