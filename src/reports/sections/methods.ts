/** How every number was computed. */
import { type Column, type Context, isDeterministic } from '../context.js';
import { type Html, html } from '../html.js';
import { digits } from '../say.js';
import type { Section } from './section.js';
import { anchor } from './term.js';

export function methods(context: Context): Section {
  const { columns, vectors, arms } = context;
  const further = vectors.filter(({ name }) => !columns.some((column) => column.name === name));
  return {
    id: 'methods',
    title: 'How the numbers were computed',
    body: html`<dl class="methods">${[...columns, ...further].map(one)}</dl>
<p>${isDeterministic(arms, context) ? null : FAILURE_RATE}Curves of more than 500 points are thinned for drawing, keeping their extremes; the numbers use all of them.</p>`,
  };
}

const FAILURE_RATE = html`<b>Failure rate</b>: diverged runs among those that finished or diverged, with Wilson’s 95 % interval. A diverged run is a result and ranks worst in every
median; errors and interruptions are left out and counted. `;

function one({ name, metric }: Column): Html {
  const { says, unit, range, better, ideal, paper, notes = [] } = metric;
  const facts = [
    unit === '1' || unit === '' ? null : `in ${unit}`,
    `from ${digits(range[0])} to ${digits(range[1])}`,
    better === 'neither' ? null : `${better} is better`,
    ideal === null ? null : `${digits(ideal)} if q = p`,
    paper ?? null,
  ].filter((fact) => fact !== null);
  return html`<div id="${anchor(name)}"><dt>${name}</dt><dd>${says} <small>${facts.join(' · ')}</small>
${notes.length ? html`<p>${notes.join(' ')}</p>` : null}</dd></div>`;
}
