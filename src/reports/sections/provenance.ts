/** Where the numbers come from: the commands, programs and machines that produced them. */
import { relative } from 'node:path';
import { groupBy } from '../../core/collections/group-by.js';
import { counted } from '../../core/text/typeset-numbers.js';
import { wordList } from '../../core/text/words.js';
import type { Environment, ExperimentRecord } from '../../records/run-record.js';
import type { Context } from '../page/context.js';
import { type Html, html } from '../page/html.js';
import { damagedFiles } from '../page/run-arrays.js';
import type { Section } from './_section.js';

/** To be made last: damaged files are found when they are read. */
export function provenanceSection({ records, titles, extras, failures }: Context): Section {
  const titled = records.map((record, i) => ({ record, title: titles[i] }));
  const groups = groupBy(titled, ({ record }) => JSON.stringify(record.environments));
  return {
    id: 'provenance',
    title: 'Provenance',
    body: html`${mixedEnvironments(records)}${damageWarning(records)}${failureWarning(failures)}${[
      ...groups.values(),
    ].map(
      (group) =>
        html`${groups.size > 1 ? html`<h3>${wordList(group.map(({ title }) => title))}</h3>` : null}${group[0].record.environments.map((environment) => environmentHtml(group, environment))}`,
    )}
<p>This page was generated from the results alone${extras.command === undefined ? null : html`, by <code>${extras.command}</code>`}. The file results.csv beside it contains the final values of every run,
history.csv every measured value. The same results give the same page, byte for byte.</p>`,
  };
}

/** Of experiments that share their environments. */
function environmentHtml(group: readonly { readonly record: ExperimentRecord }[], environment: Environment): Html {
  const files = [...new Set(group.map(({ record }) => record.experiment.file))];
  const used = group.flatMap(({ record }) => record.experiment.extensions ?? []);
  const code = new Map(used.map(({ file, sha256 }) => [sha256, `${file} (sha256 ${sha256})`]));
  const facts: readonly (readonly [string, string])[] = [
    ['command', environment.command],
    [files.length > 1 ? 'experiment files' : 'experiment file', files.join(', ')],
    ...(code.size > 0 ? [['extensions', [...code.values()].join(', ')] as const] : []),
    [
      'helvetica',
      `${environment.helvetica}, engine ${environment.engine}${environment.commit ? `, commit ${environment.commit}` : ''}`,
    ],
    ['backend', `${environment.backend} (${environment.backendDescription})`],
    ['machine', `${environment.processor}, ${environment.platform}, Node ${environment.node}`],
  ];
  return html`<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

const MAX_FILES_NAMED = 20;

function damageWarning(records: readonly ExperimentRecord[]): Html | null {
  const paths = records.flatMap(({ folder, runs }) => damagedFiles(runs).map((path) => relative(folder, path)));
  if (paths.length === 0) return null;
  const areDamaged = `${counted(paths.length, 'file')} ${paths.length === 1 ? 'is' : 'are'} damaged`;
  return html`<p class="warning"><strong>${areDamaged}</strong> and not shown:
${paths.slice(0, MAX_FILES_NAMED).map((path) => html`<code>${path}</code> `)}${paths.length > MAX_FILES_NAMED ? '…' : null} Repeat the command that produced the results to restore ${paths.length === 1 ? 'it' : 'them'}.</p>`;
}

function failureWarning(failures: ReadonlySet<string>): Html | null {
  if (failures.size === 0) return null;
  return html`<p class="warning"><strong>Left out</strong>, because it could not be computed:</p>
<ul class="warning">${[...failures].map((failure) => html`<li>${failure}</li>`)}</ul>`;
}

/** A run is reproducible to the bit on one backend, version and type of processor. */
const COMPARED_FIELDS = [
  'backend',
  'backendDescription',
  'engine',
  'helvetica',
  'node',
  'processor',
  'platform',
  'commit',
] as const;

function mixedEnvironments(records: readonly ExperimentRecord[]): Html | null {
  const environments = records.flatMap((record) => record.environments);
  const differing = COMPARED_FIELDS.filter(
    (key) => new Set(environments.map((environment) => environment[key])).size > 1,
  );
  if (differing.length === 0) return null;
  const words = differing.map((key) => (key === 'backendDescription' ? 'backend version' : key));
  return html`<p class="warning"><strong>Mixed environments.</strong> The runs differ in ${wordList([...new Set(words)])};
small differences between settings may be due to that.</p>`;
}
