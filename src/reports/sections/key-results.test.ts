import { expect, test } from 'vitest';
import { cellOf, runOf, testMetrics } from '../../../test/support/records.js';
import type { Context } from '../page/context.js';
import type { ReportSetting } from '../page/report-settings.js';
import { keyResultsSection } from './key-results.js';

const js = { name: 'js', metric: testMetrics.get('js')! };

/** One setting per row: its label, its target, and the final value of its six seeds. */
function wordsFor(rows: readonly (readonly [label: string, target: string, js: number])[]): string {
  const settings = rows.map(([label, target, value]): ReportSetting => {
    const { setting, ...rest } = cellOf(label);
    const cell = { ...rest, setting: { ...setting, target: { name: target } } };
    const runs = [1, 2, 3, 4, 5, 6].map((seed) => runOf(cell, seed, { js: { 1000: value } }));
    return { key: label, label, colour: '#000', cell, runs } as unknown as ReportSetting;
  });
  const context = {
    settings,
    columns: [js],
    claimResults: [],
    gameOf: () => null,
    targetOf: () => null,
  } as unknown as Context;
  return keyResultsSection(context)
    .body.text.replaceAll(/<[^>]*>/g, '')
    .replaceAll(/\s+/g, ' ');
}

test('the best and the worst of one target are named', () => {
  expect(
    wordsFor([
      ['hinge', 'spiral', 0.2],
      ['minimax', 'spiral', 0.4],
    ]),
  ).toContain(
    'Final js: best 0.2 (all runs) with hinge, worst 0.4 (all runs) with minimax. Values are medians over the seeds, with the range of all runs in brackets.',
  );
});

test('settings with equal values are neither best nor worst', () => {
  expect(
    wordsFor([
      ['hinge', 'spiral', 0.2],
      ['minimax', 'spiral', 0.2 + 1e-15],
    ]),
  ).toContain('Final js: 0.2 with all 2 settings.');
});

test('settings with different targets are not compared', () => {
  const words = wordsFor([
    ['hinge', 'spiral', 0.2],
    ['minimax', 'ring', 0.4],
    ['wasserstein', 'ring', 0.5],
  ]);
  expect(words).toContain(
    'Final js: on spiral, 0.2 (all runs) with hinge; on ring, best 0.4 (all runs) with minimax, worst 0.5 (all runs) with wasserstein.',
  );
});

test('more than two targets are listed', () => {
  const words = wordsFor([
    ['hinge', 'spiral', 0.2],
    ['minimax', 'ring', 0.4],
    ['minimax', 'grid', 0.3],
  ]);
  expect(words).toContain('Final js by target. Values are medians');
  expect(words).toContain('On ring: 0.4 (all runs) with minimax.');
});
