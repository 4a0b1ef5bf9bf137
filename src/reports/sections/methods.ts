/** How every number was computed. */
import type { Column, Context } from '../context.js';
import { type Html, html } from '../html.js';
import { digits } from '../say.js';
import type { Section } from './section.js';
import { anchor } from './term.js';

export function methods({ columns, vectors }: Context): Section {
  const further = vectors.filter(({ name }) => !columns.some((column) => column.name === name));
  return {
    id: 'methods',
    title: 'How the numbers were computed',
    body: html`<dl class="methods">${[...columns, ...further].map(one)}</dl>
<p><b>Failure rate</b>: diverged runs among those that finished or diverged, with Wilson’s 95 % interval. A diverged run is a result and ranks worst in every
median; errors and interruptions are left out and counted. Curves of more than 500 points are thinned for drawing, keeping their extremes; the numbers use all of them.</p>`,
  };
}

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
${notes.length ? html`<ul>${notes.map((note) => html`<li>${note}</li>`)}</ul>` : null}</dd></div>`;
}
