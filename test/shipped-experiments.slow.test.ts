/** Every experiment that ships runs to its tables and its report, and each of its claims is judged. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readExperiments } from '../src/cli/experiment-files.js';
import { writeReport, writeTables } from '../src/cli/reporting.js';
import { profileNames } from '../src/experiment/read/profiles.js';
import { judgeAll } from '../src/inference/claims/claims.js';
import { metrics } from '../src/metrics/catalog.js';
import { readExperiment } from '../src/runner/read-experiment.js';
import { runExperiment } from '../src/runner/run.js';

const yamlFiles = async (folder: string) =>
  (await readdir(folder)).filter((name) => name.endsWith('.yaml')).map((name) => join(folder, name));
const files = [...(await yamlFiles('experiments')), ...(await yamlFiles('experiments/claims'))].sort();

let results: string;
beforeAll(async () => {
  results = await mkdtemp(join(tmpdir(), 'helvetica-shipped-'));
});
afterAll(() => rm(results, { recursive: true }));

/** What makes a smoke profile still shorter here: fewer steps train the same parts, and are measured the same way. */
const SHORTER: Readonly<Record<string, { readonly steps: number; readonly seeds?: string }>> = {
  'experiments/loss-by-optimizer.yaml': { steps: 5 },
  'experiments/ring-collapse.yaml': { steps: 5, seeds: '1' },
  'experiments/claims/goodfellow-2014-optimal-discriminator.yaml': { steps: 100, seeds: '1' },
};

async function runToReport(
  file: string,
  changes: { readonly profile?: string; readonly steps?: number; readonly seeds?: string },
) {
  const [experiment] = await readExperiments({ files: [file], ...changes });
  const { folder, runs } = await runExperiment(experiment!, {
    results,
    backend: 'onnx',
    workers: 0,
    command: 'a test',
  });
  expect(runs).toHaveLength(experiment!.cells.length * experiment!.seeds.length);
  for (const run of runs) expect(['finished', 'diverged'], run.reason ?? '').toContain(run.outcome);
  // As `helvetica report` does it: from the folder alone.
  const record = await readExperiment(folder);
  const tables = await writeTables(record);
  const page = await readFile(await writeReport([record], join(folder, 'report.html'), 'helvetica report'), 'utf8');
  expect(page).toContain('</html>');
  expect(page).not.toContain('could not be rendered');
  const texts = [
    page.replace(/<script>.*?<\/script>/gs, ''),
    ...(await Promise.all(Object.values(tables).map((path) => readFile(path, 'utf8')))),
  ];
  for (const text of texts)
    expect(text).not.toMatch(/could not be (computed|tested|judged)|estimator not known|\bundefined\b|\[object/);
  const judged = judgeAll(record, metrics);
  expect(judged).toHaveLength(experiment!.claims.length);
  for (const { claim, verdict } of judged) expect(['supported', 'refuted', 'undecided'], claim.id).toContain(verdict);
  return { record, judged };
}

describe('in its smoke profile', { timeout: 600_000 }, () => {
  it.each(files)('%s runs to its report', async (file) => {
    expect(await profileNames(file)).toContain('smoke');
    await runToReport(file, { profile: 'smoke', ...SHORTER[file] });
  });
});

describe('without a profile', { timeout: 600_000 }, () => {
  it('experiments/bilinear.yaml runs to its report: runs that diverge early have no value at the end', async () => {
    const { record, judged } = await runToReport('experiments/bilinear.yaml', {});
    expect(record.runs.some(({ outcome }) => outcome === 'diverged')).toBe(true);
    expect(judged.map(({ verdict }) => verdict)).not.toContain('undecided');
  });
});
