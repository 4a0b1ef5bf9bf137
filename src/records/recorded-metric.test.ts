import { expect, it } from 'vitest';
import { jsonProblem } from './checked-json.js';
import { knownMetric, recordedMetric, recordedMetricSchema } from './recorded-metric.js';

const facts = { description: 'Distance.', unit: 'nats', better: 'lower', range: [0, Infinity], ideal: 0 } as const;
const within = (metric: ReturnType<typeof recordedMetric>) => ({
  extensions: [{ file: 'x.js', sha256: '', members: [{ family: 'metrics', name: 'own', metric }] }],
});

it.each([
  ['an infinite range', facts],
  ['an infinite ideal value', { ...facts, ideal: Infinity }],
  ['no ideal value', { ...facts, ideal: null, range: [-Infinity, 1] as const }],
  ['digits', { ...facts, digits: 5 }],
])('a metric of an extension is read back from JSON as it was: %s', (_, given) => {
  const metric = JSON.parse(JSON.stringify(recordedMetric({ name: 'own', ...given })));
  expect(jsonProblem(recordedMetricSchema, metric)).toBeNull();
  expect(knownMetric(within(metric), 'own')).toEqual({ name: 'own', ...given });
  expect(knownMetric(within(metric), 'other')).toBeUndefined();
  expect(knownMetric({}, 'own')).toBeUndefined();
});

it.each([
  [{ ...facts, range: [0, null] }, /^range\[1\]/],
  [{ ...facts, range: [0, 1], better: 'up' }, /^better/],
])('what no plan holds is refused: %j', (json, problem) => {
  expect(jsonProblem(recordedMetricSchema, json)).toMatch(problem);
});
