// What a draw of the nulls of `score` costs, metric by metric: samples of a ring in the plane, and of rows of 784 columns, which stand
// for the pixels of pictures. Processor milliseconds; the median of some draws. The metrics of a draw share what they compute: the first
// of them pays. `node bench/scoring.js --against COMMIT` measures that commit's build as well, in turns.
import { parseArgs } from 'node:util';
import { buildOf } from './build-of.js';

const DRAWS = 5;
const CASES = [
  { says: '1,000 samples in the plane', samples: 1000, columns: 2 },
  { says: '10,000 samples in the plane', samples: 10_000, columns: 2 },
  { says: '500 of 1,000 rows of 784 columns', samples: 500, columns: 784 },
];
const NAMES = [
  ...['parzen-log-likelihood', 'vendi', 'mmd', 'energy-distance', 'wasserstein-1', 'wasserstein-2', 'ndb', 'kl-p-q'],
  ...['sliced-wasserstein', 'latent-collapse', 'precision', 'recall', 'density', 'coverage', 'js', 'duplicates'],
];

const { values } = parseArgs({ options: { against: { type: 'string' } } });
const other = values.against ? buildOf(values.against) : null;
const builds = [
  { name: 'now', dist: new URL('../dist', import.meta.url).href },
  ...(other ? [{ name: other.name, dist: new URL(`file://${other.dist}`).href }] : []),
];

const milliseconds = async (work) => {
  const from = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1000;
};

/** Measures one draw: the time of each metric, by name. */
async function opened({ dist }, { samples, columns }) {
  const load = (path) => import(`${dist}/${path}`);
  const { drawNulls } = await load('metrics/_nulls/draw-nulls.js');
  const { metrics } = await load('metrics/catalog.js');
  const { ring } = await load('core/gan/targets/ring.js');
  const { finiteSet } = await load('core/gan/targets/_sample-sets.js');
  const { stream } = await load('core/math/random/random.js');
  const rows = () => {
    const x = new Float64Array(2 * samples * columns);
    stream({ seed: 1, purpose: 'bench', step: 0 }).fillNormal(x);
    return finiteSet(x, columns, 'rows');
  };
  const target = columns === 2 ? ring.create({ modes: 8, radius: 2, std: 0.02 }) : rows();
  const { default: zod } = await import('zod');
  const requests = NAMES.map((name) => {
    const metric = metrics.get(name);
    return { column: name, metric, options: zod.object(metric.options).parse({}) };
  });
  return async () => {
    const times = new Map();
    const timed = requests.map((one) => ({
      ...one,
      metric: {
        ...one.metric,
        async compute(...args) {
          let result;
          times.set(
            one.column,
            await milliseconds(async () => {
              result = await one.metric.compute(...args);
            }),
          );
          return result;
        },
      },
    }));
    const all = await milliseconds(() => drawNulls(timed, { target, samples }, { draws: 1 }));
    return times.set('all', all);
  };
}

const middle = (times) => times.toSorted((a, b) => a - b)[times.length >> 1];
try {
  for (const size of CASES) {
    const contenders = await Promise.all(builds.map((build) => opened(build, size)));
    const found = builds.map(() => new Map());
    for (let draw = 0; draw < DRAWS; draw++)
      for (const [i, contender] of contenders.entries())
        for (const [name, time] of await contender()) found[i].set(name, [...(found[i].get(name) ?? []), time]);
    console.log(
      `\n${size.says}: processor milliseconds a draw\n${'metric'.padEnd(24)}${builds.map(({ name }) => name.padStart(10)).join('')}`,
    );
    for (const name of ['all', ...NAMES])
      console.log(
        `${name.padEnd(24)}${found.map((times) => middle(times.get(name)).toFixed(1).padStart(10)).join('')}`,
      );
  }
} finally {
  other?.remove();
}
