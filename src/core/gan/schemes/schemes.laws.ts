import { expect, it } from 'vitest';
import { testLaws } from '../../../../test/support/laws.js';
import { optionsOf } from '../../../../test/support/members.js';
import { playedStep, schemeLaws } from '../../../laws/schemes.js';
import { families } from '../families.js';
import type { Scheme } from './_scheme.js';

const { schemes } = families;

testLaws('scheme', schemes, schemeLaws);

it('simultaneous players both see the state before the step', () => {
  const { asked } = playedStep(schemes.get('simultaneous') as Scheme, {});
  expect(asked).toEqual(['generator at G D on discriminator-1', 'discriminator at G D on discriminator-1']);
});

it('the second player of an alternating step sees the first one updated', () => {
  const scheme = schemes.get('alternating') as Scheme;
  const options = { ...optionsOf(scheme), discriminatorSteps: 2 };
  expect(playedStep(scheme, options).asked).toEqual([
    'discriminator at G D on discriminator-1',
    "discriminator at G D' on discriminator-2",
    "generator at G D'' on generator-1",
  ]);
  expect(playedStep(scheme, { ...options, first: 'generator', batches: 'shared' }).asked).toEqual([
    'generator at G D on discriminator-1',
    "discriminator at G' D on discriminator-1",
    "discriminator at G' D' on discriminator-2",
  ]);
});

it('an extragradient step extrapolates on its own batch, and updates once from where it was', () => {
  const scheme = schemes.get('extragradient') as Scheme;
  const looked = (name: string) => [`generator at G D on ${name}`, `discriminator at G D on ${name}`];
  const stepped = ["generator at G' D' on discriminator-1", "discriminator at G' D' on discriminator-1"];
  const { asked, end } = playedStep(scheme, { batches: 'fresh' });
  expect(asked).toEqual([...looked('extrapolation-1'), ...stepped]);
  expect(end).toEqual({ generator: "'", discriminator: "'" });
  expect(playedStep(scheme, { batches: 'shared' }).asked).toEqual([...looked('discriminator-1'), ...stepped]);
});

it('an unrolled step moves G against D after its updates, and D from where it was', () => {
  const { asked, end } = playedStep(schemes.get('unrolled') as Scheme, { steps: 2 });
  expect(asked).toEqual([
    'discriminator at G D on discriminator-1',
    "discriminator at G D' on discriminator-1",
    "generator at G D'' on discriminator-1",
    'discriminator at G D on discriminator-1',
  ]);
  expect(end).toEqual({ generator: "'", discriminator: "'" });
});

it('with the discriminator first, G sees the last of its updates', () => {
  const scheme = schemes.get('optimal-discriminator') as Scheme;
  const steps = (second: string) => [
    'discriminator at G D on discriminator-1',
    `discriminator at G D' on ${second}`,
    "generator at G D'' on generator-1",
  ];
  const options = { steps: 2, tolerance: 0.5 };
  expect(playedStep(scheme, { ...options, batches: 'fresh' }).asked).toEqual(steps('discriminator-2'));
  expect(playedStep(scheme, { ...options, batches: 'shared' }).asked).toEqual(steps('discriminator-1'));
  expect(playedStep(scheme, { ...options, tolerance: 2, batches: 'shared' }).end.discriminator).toBe('');
});

it('with the generator first, D sees the last of its updates', () => {
  const scheme = schemes.get('optimal-generator') as Scheme;
  expect(playedStep(scheme, { steps: 2, tolerance: 0.5, batches: 'fresh' }).asked).toEqual([
    'generator at G D on generator-1',
    "generator at G' D on generator-2",
    "discriminator at G'' D on discriminator-1",
  ]);
  expect(playedStep(scheme, { steps: 2, tolerance: 2, batches: 'shared' }).end.generator).toBe('');
});
