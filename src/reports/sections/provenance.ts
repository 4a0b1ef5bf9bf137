/** Where the numbers come from: the commands, programs and machines that made them. */
import type { Environment, ExperimentRecord } from '../../core/records.js';
import type { Context } from '../context.js';
import { type Html, html } from '../html.js';
import type { Section } from './section.js';

export function provenance({ records, titles, extras }: Context): Section {
  return {
    id: 'provenance',
    title: 'Where it comes from',
    body: html`${mixed(records)}${records.map(
      (record, i) =>
        html`${records.length > 1 ? html`<h3>${titles[i]}</h3>` : null}${record.environments.map((environment) => one(record, environment))}`,
    )}
<p>This page was made from the results alone by <code>${extras.command}</code>. Beside it, results.csv has every run’s final readings and history.csv
every reading; rendering it again gives the same page.</p>`,
  };
}

function one({ experiment }: ExperimentRecord, environment: Environment): Html {
  const facts: readonly (readonly [string, string])[] = [
    ['made by', environment.command],
    ['experiment file', experiment.file],
    [
      'helvetica',
      `${environment.helvetica}, engine ${environment.engine}${environment.commit ? `, commit ${environment.commit}` : ''}`,
    ],
    ['backend', `${environment.backend} (${environment.backendSays})`],
    ['machine', `${environment.processor}, ${environment.platform}, Node ${environment.node}`],
  ];
  return html`<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
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
