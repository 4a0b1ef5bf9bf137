/** What each experiment changed, and what it held fixed. */

import type { Choice, Setting } from '../../core/gan/setting.js';
import { counted, digits } from '../../core/text/typeset-numbers.js';
import type { ExperimentRecord } from '../../records/run-record.js';
import { type Context, isDeterministic } from '../page/context.js';
import { breakable, type Html, html } from '../page/html.js';
import type { Arm } from '../page/settings.js';
import { optionsOf, sayJson } from '../text/choices.js';
import type { Section } from './_section.js';
import { term } from './_term.js';

export function settings(context: Context): Section {
  const { records, titles } = context;
  return {
    id: 'settings',
    title: 'What was compared',
    body: html`${records.map((record, i) => html`${records.length > 1 ? html`<h3>${titles[i]}</h3><p>${record.experiment.question}</p>` : null}${one(record, context)}`)}${chosen(context)}`,
  };
}

/** Which of too many settings are listed and drawn, and why these. */
function chosen({ arms, drawn: { arms: drawn, by, some } }: Context): Html | null {
  if (!some) return null;
  const order = by
    ? html`evenly spread from the best to the worst by ${term(by)}, both ends among them`
    : html`evenly spread over the files, since no metric has a better end`;
  return html`<p>Of ${counted(arms.length, 'setting')} these ${digits(drawn.length)} are drawn and listed one by one below: ${order}. results.csv has all.</p>`;
}

const MOST_LABELS = 40; // of an axis

function one(record: ExperimentRecord, context: Context): Html {
  const { experiment, runs } = record;
  const arms = context.arms.filter((arm) => arm.record === record);
  const { cells, seeds, axes, measure } = experiment;
  const planned = cells.length * seeds.length;
  const missing = planned - runs.length;
  const deterministic = isDeterministic(arms, context);
  const varied = axes.map((axis) => ({
    axis,
    labels: [...new Set(cells.map((cell) => cell.labels[axis]).filter((label) => label !== undefined))],
  }));
  return html`<p>${counted(cells.length, 'setting')} × ${counted(seeds.length, 'seed')} = ${counted(planned, 'run')}.
${missing > 0 ? html`<strong>${counted(missing, 'run')} of them ${missing === 1 ? 'has' : 'have'} no result yet</strong> and count nowhere.` : null}</p>
<dl class="facts two">${varied.map(({ axis, labels }) => html`<div class="swept"><dt>${axis} <small>swept</small></dt><dd>${labels.slice(0, MOST_LABELS).map((label) => html`<code>${breakable(label)}</code> `)}${labels.length > MOST_LABELS ? html`… <code>${breakable(labels.at(-1)!)}</code> <small>${digits(labels.length)} in all</small>` : null}</dd></div>`)}
${fixed(cells.map((cell) => cell.setting)).map(([name, says]) => html`<div><dt>${name}</dt><dd>${says}</dd></div>`)}
<div><dt>seeds</dt><dd>${sayRange(seeds)}${deterministic ? html` <small>nothing is random</small>` : null}</dd></div>
<div><dt>measured</dt><dd>at step 0, every ${counted(measure.every, 'step')}, and at the last${deterministic ? null : sampled(arms, context)}</dd></div></dl>`;
}

/** Of how many samples, where there is a target to draw them from. */
function sampled(arms: readonly Arm[], context: Context): string | null {
  const sizes = [...new Set(arms.filter((arm) => context.targetOf(arm)).map((arm) => context.samplesOf(arm)))];
  if (sizes.length === 0) return null;
  sizes.sort((a, b) => a - b);
  const says = [...sizes.slice(0, -1).map((size) => digits(size)), counted(sizes.at(-1)!, 'sample')].join(' or ');
  return `; ${says} each time${sizes[0] < arms[0].record.experiment.measure.samples ? ', no more than a file has rows' : ''}`;
}

/** What all settings share, in plain words. */
function fixed(settings: readonly Setting[]): [string, Html][] {
  const [first, ...others] = settings;
  if (!first) return [];
  const facts = Object.keys(first).flatMap((key) => {
    const value = first[key as keyof Setting];
    const same = others.every((other) => JSON.stringify(other[key as keyof Setting]) === JSON.stringify(value));
    return same && value !== undefined ? [[key, say(value)] as [string, Html]] : [];
  });
  return facts;
}

function say(value: NonNullable<Setting[keyof Setting]>): Html {
  if (typeof value === 'number') return html`${digits(value)}`;
  if (typeof value === 'string') return html`${value}`;
  // A game may have options of these names.
  if (!('name' in value) && 'generator' in value && 'discriminator' in value) {
    const { generator, discriminator } = value as { generator: Choice; discriminator: Choice };
    if (JSON.stringify(generator) === JSON.stringify(discriminator)) return sayChoice(generator);
    return html`G: ${sayChoice(generator)}; D: ${sayChoice(discriminator)}`;
  }
  return sayChoice(value as Choice);
}

function sayChoice(choice: Choice): Html {
  const options = optionsOf(choice);
  return html`${sayJson(choice.name)}${options ? html` <small>${options}</small>` : null}`;
}

/** `1 to 10`, or each of them where they are not in a row. */
function sayRange(seeds: readonly number[]): string {
  const inARow = seeds.length > 2 && seeds.every((seed, i) => seed === seeds[0] + i);
  return inARow ? `${seeds[0]} to ${seeds.at(-1)}` : seeds.join(', ');
}
