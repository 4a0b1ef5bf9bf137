/** Laws of every failure mode, over the family that the folder makes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { optionsOf } from '../../../test/support/members.js';
import { measuredRun } from '../../../test/support/records.js';
import type { Choice } from '../../core/gan/setting.js';
import { gaussianTarget } from '../../core/gan/targets/gaussian.js';
import { grid } from '../../core/gan/targets/grid.js';
import { mixture } from '../../core/gan/targets/mixture.js';
import { ring } from '../../core/gan/targets/ring.js';
import { stream } from '../../core/math/random/random.js';
import { absentIfMissing, samplesSnapshot } from '../../density/samples/samples-snapshot.js';
import { metrics } from '../../metrics/catalog.js';
import type { MetricValue } from '../../records/metric-value.js';
import { failureModes } from '../catalog.js';
import { inCausalOrder } from '../causal-order.js';
import { diagnoseWith, type Finding, primaryDiagnosis } from '../diagnose.js';
import { runTrace } from '../evidence/run-trace.js';

const all = [...failureModes.values()];
const needed = [...new Set(all.flatMap(({ requires }) => requires.flat()))];

const diagnosed = (columns: Parameters<typeof measuredRun>[0], options: Parameters<typeof measuredRun>[1] = {}) => {
  const { run, measure } = measuredRun(columns, options);
  return diagnoseWith(run, { measure }, failureModes);
};
const names = (findings: readonly Finding[]) => findings.map(({ failureMode }) => failureMode.name);

describe.each(all)('$name', (failureMode) => {
  it('names metrics and failure modes that exist', () => {
    for (const metric of failureMode.requires.flat()) expect([...metrics.keys()]).toContain(metric);
    for (const other of failureMode.precedes) expect([...failureModes.keys()]).toContain(other);
    expect(failureMode.precedes).not.toContain(failureMode.name);
    expect(failureMode.description).toMatch(/^[A-Z].*\.$/s);
    expect(failureMode.summary).not.toMatch(/^[A-Z][a-z]|\.$/);
  });

  it('is inconclusive, and says what to measure, where a row of what it requires is missing', () => {
    for (const row of failureMode.requires) {
      const others = needed.filter((metric) => !row.includes(metric));
      const { inconclusive } = diagnosed(Object.fromEntries(others.map((metric) => [metric, [1, 1, 1, 1, 1, 1, 1]])));
      // Some are rejected without it: a small js rules out a vanishing gradient.
      const found = inconclusive.find((each) => each.failureMode === failureMode);
      if (found) expect(found.absent).toMatch(/measured|not|no /);
      else
        expect(
          names(diagnosed(Object.fromEntries(others.map((m) => [m, [1, 1, 1, 1, 1, 1, 1]]))).findings),
        ).not.toContain(failureMode.name);
    }
  });

  it('does not apply to a run that was measured only at the start, or once', () => {
    for (const count of [1, 2])
      for (const value of [0, 1]) {
        const { findings } = diagnosed(Object.fromEntries(needed.map((metric) => [metric, Array(count).fill(value)])), {
          target: { name: 'ring', modes: 8 },
        });
        expect(names(findings)).not.toContain(failureMode.name);
      }
  });

  it('has no NaN in its evidence where values are absent or infinite', () => {
    for (const given of [{ absent: 'for a test' }, Infinity, -Infinity] as const) {
      const { findings, rejected } = diagnosed(
        Object.fromEntries(needed.map((metric) => [metric, Array(7).fill(given)])),
      );
      for (const { evidence } of [...findings, ...rejected])
        for (const { value, reference } of evidence) expect([value, reference]).not.toContain(Number.NaN);
    }
  });

  it('has a result for every trace: diverged early, with gaps, infinite, constant or with hardly any values', () => {
    const value = fc.oneof(
      fc.constantFrom(0, 1e-300, 0.2, 1, 8, 1e9, Infinity, -Infinity),
      fc.double({ min: -2, max: 10, noNaN: true }),
      fc.constant({ absent: 'for a test' }),
    );
    const number = fc.double({ min: 0.5, max: 2, noNaN: true });
    const columns = fc.record(
      Object.fromEntries(
        [...needed, 'spectral-radius', 'generator-parameter'].map((metric) => [
          metric,
          fc.oneof(fc.array(value, { maxLength: 24 }), fc.array(number, { minLength: 16, maxLength: 24 })),
        ]),
      ),
      { requiredKeys: [] },
    );
    const outcome = fc.constantFrom('finished', 'diverged');
    const target = fc.constantFrom<Choice>(
      { name: 'ring', modes: 8 },
      { name: 'gaussian', dim: 1 },
      { name: 'ring', modes: 1 },
    );
    fc.assert(
      fc.property(columns, outcome, fc.integer({ min: 0, max: 4000 }), target, (columns, outcome, steps, target) => {
        const given = Object.fromEntries(Object.entries(columns).filter(([, values]) => values && values.length > 0));
        const { run, measure } = measuredRun(given as Parameters<typeof measuredRun>[0], { outcome, target });
        const trace = runTrace({ ...run, ...(outcome === 'diverged' && { steps }) }, measure);
        const result = failureMode.test(trace, optionsOf(failureMode));
        if ('absent' in result) expect(result.absent).toMatch(/\S/);
        else for (const { value } of result.evidence) expect(value).not.toBeNaN();
      }),
      { numRuns: 200, seed: 5 },
    );
  });

  it('has options that a file may leave out', () => expect(optionsOf(failureMode)).toBeDefined());
});

it('causes are listed before their symptoms, and every failure mode once', () => {
  const order = inCausalOrder(failureModes).map(({ name }) => name);
  expect(order.toSorted()).toEqual([...failureModes.keys()].toSorted());
  for (const { name, precedes } of all)
    for (const other of precedes) expect(order.indexOf(name)).toBeLessThan(order.indexOf(other));
});

it('no run to which a failure applies is healthy, and none is still-improving and healthy', () => {
  // One that always applies, wherever it is in the order.
  const good = { ...failureModes.get('healthy')!, name: 'good', test: () => ({ applies: true, evidence: [] }) };
  const family = new Map([...failureModes, ['good', good]]);
  const kinds = new Set<string>();
  for (const columns of [needed, ['js']])
    for (const value of [0, 0.01, 0.3, 0.69, 1, 9])
      for (const shape of [Array<number>(8).fill(1), [8, 7, 6, 5, 4, 3, 2, 1]]) {
        const { run, measure } = measuredRun(
          Object.fromEntries(columns.map((m) => [m, shape.map((times) => times * value)])),
        );
        const held = diagnoseWith(run, { measure }, family).findings.map(({ failureMode }) => failureMode.kind);
        for (const kind of held) kinds.add(kind);
        if (held.includes('health')) expect(new Set(held)).toEqual(new Set(['health']));
      }
  expect([...kinds]).toEqual(expect.arrayContaining(['failure', 'health']));
});

it('a run that ended in an error has no diagnosis', () => {
  const { run, measure } = measuredRun({ js: [0, 0, 0] }, { outcome: 'error', reason: 'out of memory' });
  expect(primaryDiagnosis(run, { measure })).toEqual({ absent: 'error' });
  expect(diagnoseWith(run, { measure }, failureModes).findings).toEqual([]);
});

// Metrics that the tests of failures use.
const tested = [...new Set(all.filter(({ kind }) => kind === 'failure').flatMap(({ requires }) => requires.flat()))];

const HISTORIES = 10;
const MEASUREMENTS = 3;
const SAMPLES = 100; // few, so that sampling noise is large: four a mode of the grid

it.each([
  ['ring', { modes: 8, radius: 2, std: 0.02 }, ring],
  ['grid', { side: 5, spacing: 2, std: 0.05 }, grid],
  ['ring', { modes: 8, radius: 2, std: 0.5 }, ring], // overlapping
  [
    'mixture',
    {
      means: [
        [0, 0],
        [0, 0],
      ],
      stds: [0.5, 1],
    },
    mixture,
  ], // one centre
  ['mixture', { means: [-10, 10], stds: 0.3, weights: [95, 5] }, mixture],
  ['gaussian', { mean: 0, std: 1, dim: 25 }, gaussianTarget],
] as const)('no failure applies in 10 runs of a G that draws from the %s %j itself', async (name, options, member) => {
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
    const columns: Record<string, MetricValue[]> = Object.fromEntries(tested.map((metric) => [metric, []]));
    for (let i = 0; i < MEASUREMENTS; i++) {
      const step = history * MEASUREMENTS + i + 1;
      const snapshot = snapshotAt(step, () => snapshotAt(step - 1));
      for (const metric of tested) columns[metric].push(await atReference(metric, snapshot));
    }
    const { findings } = diagnosed(columns, { target, samples: SAMPLES });
    failures.push(
      ...findings
        .filter(({ failureMode }) => failureMode.kind === 'failure')
        .map(({ failureMode }) => failureMode.name),
    );
  }
  expect(failures).toEqual([]);
});

/** The metric on samples of the target, or its ideal where that is absent. */
async function atReference(metric: string, snapshot: ReturnType<typeof samplesSnapshot>): Promise<MetricValue> {
  const member = metrics.get(metric)!;
  const read = await absentIfMissing(() => member.compute(snapshot, optionsOf(member)));
  if (!('absent' in read)) return read;
  return member.ideal === null ? read : { value: member.ideal };
}

it('a test that throws is inconclusive, and says so, and costs nothing else', () => {
  const broken = {
    ...failureModes.get('healthy')!,
    name: 'broken',
    test: () => {
      throw new Error('a fault');
    },
  };
  const { run, measure } = measuredRun({ js: [0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6] });
  const { findings, inconclusive } = diagnoseWith(run, { measure }, new Map([...failureModes, ['broken', broken]]));
  expect(inconclusive.find(({ failureMode }) => failureMode.name === 'broken')?.absent).toBe(
    'broken could not be tested: a fault',
  );
  expect(names(findings)).toContain('poor-fit');
});

it('no two findings of a run contradict each other, and each cites what it rests on', () => {
  const EXCLUSIVE = [
    ['too-wide', 'too-narrow'],
    ['memorised', 'off-manifold'],
    ['healthy', 'still-improving'],
  ];
  const random = stream({ seed: 11, purpose: 'histories', step: 0 });
  const seen = new Set<string>();
  for (let i = 0; i < 400; i++) {
    const columns = Object.fromEntries(
      needed
        .filter(() => random.uniform() < 0.7)
        .map((metric) => {
          const { range } = metrics.get(metric)!;
          const [low, high] = [Math.max(range[0], -2), Math.min(range[1], 3)];
          const level = low + (high - low) * random.uniform();
          return [metric, Array.from({ length: 12 }, () => level * (1 + 0.01 * random.normal()))];
        }),
    );
    // Copies of data are near data.
    if ((columns['copied-rows']?.at(-1) ?? 0) > 0.2)
      for (const metric of ['precision', 'high-quality']) delete columns[metric];
    const { findings } = diagnosed(columns);
    const held = names(findings);
    for (const name of held) seen.add(name);
    for (const pair of EXCLUSIVE)
      expect(
        pair.every((name) => held.includes(name)),
        pair.join(),
      ).toBe(false);
    for (const { failureMode, evidence } of findings) expect(evidence.length, failureMode.name).toBeGreaterThan(0);
  }
  expect(seen.size).toBeGreaterThan(8);
});
