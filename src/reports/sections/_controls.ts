/** A slider over training and a choice of seed: plain form controls, so that they work by keyboard. */

import { digits } from '../../core/text/typeset-numbers.js';
import { type Html, html } from '../page/html.js';

export interface Controlled {
  /** The element that they control. */
  readonly id: string;
  readonly steps: readonly number[];
  readonly seeds: readonly number[];
}

export function controls({ id, steps, seeds }: Controlled): Html {
  const last = steps.length - 1;
  return html`<form class="controls" data-controls="${id}" autocomplete="off">
${seeds.length > 1 ? html`<label>seed <select name="seed">${seeds.map((seed) => html`<option>${seed}</option>`)}</select></label>` : null}
${
  last > 0
    ? html`<label class="grow">step <input type="range" name="step" min="0" max="${last}" value="${last}"><output>${digits(steps[last])}</output></label>
<button type="button" name="play">Play</button>`
    : null
}</form>`;
}
