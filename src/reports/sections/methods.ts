/** How every number was computed. */

import { kindsOf } from '../../runner/store/estimators.js';
import type { Column } from '../column.js';
import { type Context, isDeterministic } from '../context.js';
import { type Html, html } from '../html.js';
import { digits, plural } from '../say.js';
import type { Section } from './section.js';
import { anchor } from './term.js';

export function methods(context: Context): Section {
  const { columns, vectors, arms, drawn } = context;
  const further = vectors.filter(({ name }) => !columns.some((column) => column.name === name));
  return {
    id: 'methods',
    title: 'How the numbers were computed',
    body: html`<dl class="methods">${[...columns, ...further].map((column) => one(column, kindsOf(drawn.arms.map((arm) => context.estimatorOf(arm, column)))))}</dl>
<p>${isDeterministic(arms, context) ? null : FAILURE_RATE}Curves of more than 500 points are thinned for drawing, keeping their extremes; the numbers use all of them.</p>`,
  };
}

const FAILURE_RATE = html`<b>Failure rate</b>: diverged runs among those that finished or diverged, with Wilson’s 95 % interval. A diverged run is a result and ranks worst in every
median; errors and interruptions are left out and counted. `;

const KINDS = 3; // of estimators that are listed

function one({ name, metric }: Column, kinds: ReturnType<typeof kindsOf>): Html {
  const { says, unit, range, better, ideal, paper, notes = [] } = metric;
  const facts = [
    unit === '1' || unit === '' ? null : `in ${unit}`,
    `from ${digits(range[0])} to ${digits(range[1])}`,
    better === 'neither' ? null : `${better} is better`,
    ideal === null ? null : `${digits(ideal)} if q = p`,
    paper ?? null,
  ].filter((fact) => fact !== null);
  return html`<div id="${anchor(name)}"><dt>${name}</dt><dd>${says} <small>${facts.join(' · ')}</small>
${notes.length ? html`<p>${notes.join(' ')}</p>` : null}${kinds.length ? html`<p class="estimator">In these runs: ${here(kinds)}.</p>` : null}</dd></div>`;
}

/** Of one setting each, the first that was estimated so. */
function here(kinds: ReturnType<typeof kindsOf>): string {
  if (kinds.length === 1) return kinds[0].says;
  const listed = kinds.slice(0, KINDS).map(({ says, runs }) => `${says} (${plural(runs, 'setting')})`);
  const left = kinds.length - listed.length;
  return [...listed, ...(left > 0 ? [`and ${plural(left, 'way')} more`] : [])].join(' · ');
}
