/** Where the numbers come from: the commands, programs and machines that made them. */
import { relative } from 'node:path';
import { groupBy } from '../../core/math/group-by.js';
import { counted } from '../../core/text/typeset-numbers.js';
import { wordList } from '../../core/text/words.js';
import type { Environment, ExperimentRecord } from '../../records/run-record.js';
import type { Context } from '../page/context.js';
import { type Html, html } from '../page/html.js';
import { damagedOf } from '../page/run-arrays.js';
import type { Section } from './_section.js';

/** To be made last: what is damaged shows when it is read. */
export function provenance({ records, titles, extras }: Context): Section {
  const titled = records.map((record, i) => ({ record, title: titles[i] }));
  const groups = groupBy(titled, ({ record }) => JSON.stringify(record.environments));
  return {
    id: 'provenance',
    title: 'Where it comes from',
    body: html`${mixed(records)}${damage(records)}${[...groups.values()].map(
      (made) =>
        html`${groups.size > 1 ? html`<h3>${wordList(made.map(({ title }) => title))}</h3>` : null}${made[0].record.environments.map((environment) => one(made, environment))}`,
    )}
<p>This page was made from the results alone by <code>${extras.command}</code>. Beside it, results.csv has every run’s final readings and history.csv
every reading; rendering it again gives the same page.</p>`,
  };
}

/** Of experiments that were made alike. */
function one(made: readonly { readonly record: ExperimentRecord }[], environment: Environment): Html {
  const files = [...new Set(made.map(({ record }) => record.experiment.file))];
  const facts: readonly (readonly [string, string])[] = [
    ['made by', environment.command],
    [files.length > 1 ? 'experiment files' : 'experiment file', files.join(', ')],
    [
      'helvetica',
      `${environment.helvetica}, engine ${environment.engine}${environment.commit ? `, commit ${environment.commit}` : ''}`,
    ],
    ['backend', `${environment.backend} (${environment.backendSays})`],
    ['machine', `${environment.processor}, ${environment.platform}, Node ${environment.node}`],
  ];
  return html`<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

const MOST_NAMED = 20; // damaged files

function damage(records: readonly ExperimentRecord[]): Html | null {
  const paths = records.flatMap(({ folder, runs }) => damagedOf(runs).map((path) => relative(folder, path)));
  if (paths.length === 0) return null;
  return html`<p class="warning"><strong>${counted(paths.length, 'file')} ${paths.length === 1 ? 'is' : 'are'} damaged</strong>, and nothing of ${paths.length === 1 ? 'it' : 'them'} is
shown: ${paths.slice(0, MOST_NAMED).map((path) => html`<code>${path}</code> `)}${paths.length > MOST_NAMED ? '…' : null} The command that made the results makes what is damaged again.</p>`;
}

/** A run's bits are promised for one backend, version and type of processor. */
const DECIDING = ['backend', 'backendSays', 'engine', 'helvetica', 'node', 'processor', 'platform', 'commit'] as const;

function mixed(records: readonly ExperimentRecord[]): Html | null {
  const environments = records.flatMap((record) => record.environments);
  const differing = DECIDING.filter((key) => new Set(environments.map((environment) => environment[key])).size > 1);
  if (differing.length === 0) return null;
  const words = differing.map((key) => (key === 'backendSays' ? 'backend version' : key));
  return html`<p class="warning"><strong>Environments mix.</strong> Not all runs were made with the same ${[...new Set(words)].join(', ')}:
small differences between settings may come from that.</p>`;
}
