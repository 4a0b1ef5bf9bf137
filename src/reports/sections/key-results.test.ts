import { expect, test } from 'vitest';
import { cellOf, runOf, testMetrics } from '../../../test/support/records.js';
import type { Context } from '../page/context.js';
import type { ReportSetting } from '../page/report-settings.js';
import { keyResultsSection } from './key-results.js';

const js = { name: 'js', metric: testMetrics.get('js')! };

/** A setting a row: its label, its target, where its six seeds ended. */
function said(rows: readonly (readonly [label: string, target: string, js: number])[]): string {
  const settings = rows.map(([label, target, value]): ReportSetting => {
    const { setting, ...rest } = cellOf(label);
    const cell = { ...rest, setting: { ...setting, target: { name: target } } };
    const runs = [1, 2, 3, 4, 5, 6].map((seed) => runOf(cell, seed, { js: { 1000: value } }));
    return { key: label, label, colour: '#000', cell, runs } as unknown as ReportSetting;
  });
  const context = { settings, columns: [js], judged: [], gameOf: () => null, targetOf: () => null } as unknown as Context;
  return keyResultsSection(context)
    .text.replaceAll(/<[^>]*>/g, '')
    .replaceAll(/\s+/g, ' ');
}

test('the best and the worst of one target are named', () => {
  expect(
    said([
      ['hinge', 'spiral', 0.2],
      ['minimax', 'spiral', 0.4],
    ]),
  ).toContain('By js, hinge at 0.2 (every run) ended best, and minimax at 0.4 (every run) worst');
});

test('what reads alike is neither better nor worse', () => {
  expect(
    said([
      ['hinge', 'spiral', 0.2],
      ['minimax', 'spiral', 0.2 + 1e-15],
    ]),
  ).toContain('By js, all 2 settings ended at 0.2:');
});

test('settings with different targets do not compete', () => {
  const words = said([
    ['hinge', 'spiral', 0.2],
    ['minimax', 'ring', 0.4],
    ['wasserstein', 'ring', 0.5],
  ]);
  expect(words).toContain(
    'By js on spiral, hinge at 0.2 (every run); on ring, minimax at 0.4 (every run) ended best, and wasserstein at 0.5',
  );
});

test('more than two targets are told in a list', () => {
  const words = said([
    ['hinge', 'spiral', 0.2],
    ['minimax', 'ring', 0.4],
    ['minimax', 'grid', 0.3],
  ]);
  expect(words).toContain('By js: the median run, and in brackets the range of all.');
  expect(words).toContain('On ring, minimax at 0.4 (every run).');
});
