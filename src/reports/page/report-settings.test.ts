import { describe, expect, it } from 'vitest';
import { setting } from '../../../test/support/reports/settings.js';
import type { PlannedCell } from '../../records/experiment.js';
import type { ExperimentRecord } from '../../records/run-record.js';
import { reportSettings } from './report-settings.js';

type Labels = Readonly<Record<string, string>>;

/** An experiment whose cells have these labels, and no runs. */
function record(name: string, axes: readonly string[], labels: readonly Labels[]): ExperimentRecord {
  const cells = labels.map((label, i): PlannedCell => {
    return {
      id: `${i}`,
      folder: `c${i}`,
      setting: setting({ name: 'ring' }, { name: 'adam' }),
      axes: {},
      labels: label,
    };
  });
  const experiment = { name, question: '?', file: '', profile: null, axes, cells, seeds: [1], derive: [], claims: [] };
  const measure = { every: 1, samples: 1, metrics: [], keep: 'all' as const };
  return { experiment: { ...experiment, measure }, folder: '', runs: [], environments: [] };
}

const labels = (...records: ExperimentRecord[]) => reportSettings(records).map(({ label }) => label);

describe('the label of a setting contains the options that vary', () => {
  it('a word alone, a bare number with its axis', () => {
    const cells = [
      { loss: 'minimax', 'optimizer.lr': '0.1' },
      { loss: 'hinge', 'optimizer.lr': '0.2' },
    ];
    expect(labels(record('a', ['loss', 'optimizer.lr'], [...cells, { ...cells[0], 'optimizer.lr': '0.2' }]))).toEqual([
      'minimax · optimizer.lr 0.1',
      'hinge · optimizer.lr 0.2',
      'minimax · optimizer.lr 0.2',
    ]);
  });

  it('without axes that follow another, options where the name is enough, and what nearly all have', () => {
    const ring = { target: 'ring(modes=8,std=0.05)', latent: 'gaussian(dim=2)' };
    const grid = ['minimax', 'hinge'].flatMap((loss) =>
      ['adam(beta1=0.5)', 'adam(beta1=0.9)'].map((optimizer) => ({ loss, optimizer, ...ring })),
    );
    const also = { ...grid[0], target: 'mixture(means=[-2, 2])', latent: 'gaussian(dim=1)' };
    expect(labels(record('a', ['loss', 'optimizer', 'target', 'latent'], [...grid, also]))).toEqual([
      'minimax · adam(beta1=0.5)',
      'minimax · adam(beta1=0.9)',
      'hinge · adam(beta1=0.5)',
      'hinge · adam(beta1=0.9)',
      'minimax · adam(beta1=0.5) · mixture',
    ]);
  });

  it('by the experiment where nothing varies, and with it where several are compared', () => {
    expect(labels(record('plain', [], [{}]))).toEqual(['plain']);
    const two = record('a', ['loss'], [{ loss: 'minimax' }, { loss: 'hinge' }]);
    expect(labels(two, record('plain', [], [{}]))).toEqual(['a: minimax', 'a: hinge', 'plain']);
    expect(labels(record('a', [], [{}]), record('a', [], [{}]))).toEqual(['a [1]', 'a [2]']);
  });

  it('and never two of them look alike, up to 28', () => {
    const settings = reportSettings([
      record(
        'many',
        ['loss'],
        Array.from({ length: 28 }, (_, i) => ({ loss: `l${i}` })),
      ),
    ]);
    expect(new Set(settings.map(({ colour, dash }) => `${colour} ${dash}`)).size).toBe(28);
  });
});
