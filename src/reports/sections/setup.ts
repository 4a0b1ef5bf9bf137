/** What each experiment varies, and what it keeps fixed. */

import { groupBy } from '../../core/collections/group-by.js';
import { families } from '../../core/gan/families.js';
import { otherDefaults } from '../../core/gan/paper-choices.js';
import type { Choice, Setting } from '../../core/gan/setting.js';
import { counted, digits } from '../../core/text/typeset-numbers.js';
import type { ExperimentRecord } from '../../records/run-record.js';
import { areDeterministic, type Context } from '../page/context.js';
import { breakable, type Html, html } from '../page/html.js';
import type { ReportSetting } from '../page/report-settings.js';
import { formatJson, formatOptions } from '../text/choices.js';
import { metricTerm } from './_metric-term.js';
import type { Section } from './_section.js';

export function setupSection(context: Context): Section {
  const { records, titles } = context;
  return {
    id: 'setup',
    title: 'Experimental setup',
    body: html`${records.map((record, i) => html`${records.length > 1 ? html`<h3>${titles[i]}</h3><p>${record.experiment.question}</p>` : null}${experimentHtml(record, context)}`)}${selectionText(context)}
<p class="note"><code>helvetica list</code> describes every name and option: <code>helvetica list schemes alternating</code>.</p>`,
  };
}

/** Which of too many settings are listed and drawn, and why these. */
function selectionText({ settings, drawn }: Context): Html | null {
  if (!drawn.isPartial) return null;
  const order = drawn.rankedBy
    ? html`at evenly spaced ranks from the best to the worst ${metricTerm(drawn.rankedBy)}`
    : html`evenly spaced in the order of the files, because no metric has a better direction`;
  return html`<p>${digits(drawn.settings.length)} of ${counted(settings.length, 'setting')} are shown individually below: ${order}. results.csv contains all.</p>`;
}

const MAX_LABELS_PER_AXIS = 40;

function experimentHtml(record: ExperimentRecord, context: Context): Html {
  const { experiment, runs } = record;
  const settings = context.settings.filter((setting) => setting.record === record);
  const { cells, seeds, axes, measure } = experiment;
  const planned = cells.length * seeds.length;
  const missing = planned - runs.length;
  const deterministic = areDeterministic(settings, context);
  const varied = axes.map((axis) => ({
    axis,
    labels: [...new Set(cells.map((cell) => cell.labels[axis]).filter((label) => label !== undefined))],
  }));
  return html`<p>${counted(cells.length, 'setting')} × ${counted(seeds.length, 'seed')} = ${counted(planned, 'run')}.
${missing > 0 ? html`<strong>${counted(missing, 'run')} ${missing === 1 ? 'has' : 'have'} no result yet</strong> and ${missing === 1 ? 'is' : 'are'} not counted.` : null}</p>
<dl class="facts two">${varied.map(({ axis, labels }) => html`<div class="swept"><dt>${axis} <small>swept</small></dt><dd>${labels.slice(0, MAX_LABELS_PER_AXIS).map((label) => html`<code>${breakable(label)}</code> `)}${labels.length > MAX_LABELS_PER_AXIS ? html`… <code>${breakable(labels.at(-1)!)}</code> <small>${digits(labels.length)} in total</small>` : null}</dd></div>`)}
${sharedOptions(cells.map((cell) => cell.setting)).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
<div><dt>seeds</dt><dd>${seedRange(seeds)}${deterministic ? html` <small>deterministic</small>` : null}</dd></div>
<div><dt>measured</dt><dd>at step 0, every ${counted(measure.every, 'step')} and at the last step${deterministic ? null : sampleSizes(settings, context)}</dd></div></dl>${defaultsOfPapers(record)}`;
}

/** Defaults that the sweep has, and the papers of its members do not. What varies is not a default. */
function defaultsOfPapers({ experiment: { cells, axes } }: ExperimentRecord): Html | null {
  const varies = (path: string) =>
    axes.some((axis) => axis === path || path.startsWith(`${axis}.`) || axis.startsWith(`${path}.`));
  const found = cells.flatMap(({ setting }) => otherDefaults(setting, families)).filter(({ path }) => !varies(path));
  const distinct = [...new Map(found.map((each) => [`${each.member} ${each.path}`, each])).values()];
  if (distinct.length === 0) return null;
  return html`<p class="note">Defaults from which papers deviate:
${[...groupBy(distinct, ({ path }) => path)].map(
  ([path, others], i) =>
    html`${i ? '; ' : null}<code>${path}</code> is ${formatJson(others[0].given)}, where ${others.map(({ value, member, paper }, k) => html`${k ? ' and ' : null}the paper of ${member} (${paper}) has ${formatJson(value)}`)}`,
)}. They may decide the outcome.</p>`;
}

/** `; 2500 samples each`: on how many samples, if there is a target to draw them from. */
function sampleSizes(settings: readonly ReportSetting[], context: Context): string | null {
  const sizes = [
    ...new Set(settings.filter((setting) => context.targetOf(setting)).map((setting) => context.samplesOf(setting))),
  ];
  if (sizes.length === 0) return null;
  sizes.sort((a, b) => a - b);
  const text = [...sizes.slice(0, -1).map((size) => digits(size)), counted(sizes.at(-1)!, 'sample')].join(' or ');
  const isLimited = sizes[0] < settings[0].record.experiment.measure.samples;
  return `; ${text} each time${isLimited ? ', limited by the rows of the file' : ''}`;
}

/** The options that all settings share, by key. */
function sharedOptions(settings: readonly Setting[]): [string, Html][] {
  const [first, ...others] = settings;
  if (!first) return [];
  return Object.keys(first).flatMap((key) => {
    const value = first[key as keyof Setting];
    const isShared = others.every((other) => JSON.stringify(other[key as keyof Setting]) === JSON.stringify(value));
    return isShared && value !== undefined ? [[key, valueHtml(value)] as [string, Html]] : [];
  });
}

function valueHtml(value: NonNullable<Setting[keyof Setting]>): Html {
  if (typeof value === 'number') return html`${digits(value)}`;
  if (typeof value === 'string') return html`${value}`;
  // A game may have options of these names.
  if (!('name' in value) && 'generator' in value && 'discriminator' in value) {
    const { generator, discriminator } = value as { generator: Choice; discriminator: Choice };
    if (JSON.stringify(generator) === JSON.stringify(discriminator)) return choiceHtml(generator);
    return html`G: ${choiceHtml(generator)}; D: ${choiceHtml(discriminator)}`;
  }
  return choiceHtml(value as Choice);
}

function choiceHtml(choice: Choice): Html {
  const options = formatOptions(choice);
  return html`${formatJson(choice.name)}${options ? html` <small>${options}</small>` : null}`;
}

/** `1 to 10`, or a list if they are not consecutive. */
function seedRange(seeds: readonly number[]): string {
  const areConsecutive = seeds.length > 2 && seeds.every((seed, i) => seed === seeds[0] + i);
  return areConsecutive ? `${seeds[0]} to ${seeds.at(-1)}` : seeds.join(', ');
}
