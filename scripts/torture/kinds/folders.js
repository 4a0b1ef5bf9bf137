// Forged results folders: every key of every file that a results folder holds, with every forged value, its checksums made to agree.
// No command may write or delete outside the folder, hang, crash or speak of its own insides, and running the experiment file again
// gives the results that it gave.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cellId, folderName } from '../../../dist/records/identity.js';
import { parseSealed, sealedText, writeSealed } from '../../../dist/runner/store/bytes/sealed.js';
import { openAttacks } from '../attack/attack.js';
import { openBox } from '../attack/box.js';
import { ARRAYS, forgeries, HISTORIES } from '../attack/forge.js';
import { ON_A_LINE, trainedResults } from '../attack/results.js';

const SHORT_STRIDE = 97; // of a short round every so many cases: a prime, so that all commands and values take part

// Of a clock on which a lease without a beat is stale after half a second instead of 90.
const FAST = 200;

/** What strangers' folders are given to, one after another. `run` must succeed with the results that it had. */
const READERS = (folder) => [
  ['status', folder],
  ['report', folder],
  ['worker', folder, '--workers', '0', '--no-wait'],
  ['compare', folder, '--by', 'loss'],
  ['status', folder, '--json'],
  ['clean', folder, '--yes'],
];
const PLAN = (file) => ['plan', file];
const RUN = (file) => ['run', file, '--workers', '0'];

export async function run({ root, isShort, only, atMost, every, say }) {
  const attacks = openAttacks({ only, atMost });
  const [plane, line] = [trainedResults(root), trainedResults(root, ON_A_LINE)];
  const look = (trained, i) => {
    const honest = openBox(join(root, `honest-${i}`));
    trained.copyTo(honest);
    const folder = join(honest.inside, trained.folder);
    return { trained, files: layoutOf(folder), expected: readFileSync(join(folder, 'results.csv'), 'utf8') };
  };
  const looks = [plane, line].map(look);
  const outside = join(root, 'box', 'outside', 'deep');
  let [number, taken] = [0, 0];
  const counts = new Map();

  const all = [
    ...Array.from(cases(looks[0].files, outside), (one) => ({ ...one, ...looks[0] })),
    ...Array.from(arrayCases(looks[1].files), (one) => ({ ...one, ...looks[1] })),
  ];
  for (const { kind, name, lay, trained, expected } of all) {
    number += 1;
    if (number % (isShort ? SHORT_STRIDE : every) !== 0) continue;
    const title = `${kind}: ${name}`;
    if (!attacks.wants(title)) continue;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    const box = openBox(join(root, 'box'));
    const readers = READERS(trained.folder);
    // Every forged value meets every command, though not in every place.
    const words = [...readers, PLAN(trained.file)][taken % (readers.length + 1)];
    taken += 1;
    trained.copyTo(box);
    await lay(join(box.inside, trained.folder));
    await attacks.attempt({ name: title, words, box });
    trained.copyTo(box);
    await lay(join(box.inside, trained.folder));
    const isAnotherFiles = kind === 'experiment.json' && name.startsWith('file:');
    await attacks.attempt({
      name: title,
      words: RUN(trained.file),
      box,
      ...(!isAnotherFiles && { expected: 'survived' }),
      ...(kind === 'lease.json' && { clock: FAST, given: 'NaN' }),
      check({ code, stderr }) {
        if (code !== 0) return [];
        const left = readFileSync(join(box.inside, trained.folder, 'results.csv'), 'utf8');
        return left === expected ? [] : [`results.csv differs after \`run\`: ${stderr.slice(0, 300)}`];
      },
    });
    box.remove();
  }
  for (const [kind, count] of counts) say(`  ${count} of ${kind}`);
  return attacks.end();
}

/** The files of the folder that are forged. */
function layoutOf(folder) {
  const [cell] = readdirSync(join(folder, 'cells'));
  const run = join('cells', cell, 'seeds', '1');
  const json = (path) => JSON.parse(readFileSync(join(folder, path), 'utf8'));
  const sealed = (path) => parseSealed(readFileSync(join(folder, path), 'utf8'));
  const arrays = readdirSync(join(folder, run), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.npy'),
  );
  return { run, cell, arrays, json, sealed };
}

function* arrayCases({ run, arrays }) {
  for (const array of arrays)
    for (const [name, bytes] of Object.entries(ARRAYS))
      yield { kind: 'arrays', name: `${array}: ${name}`, lay: (at) => vouched(at, run, array, bytes) };
}

function* cases({ run, cell, json, sealed }, outside) {
  const plan = json('experiment.json');
  for (const { name, path, json: forged } of forgeries(plan, outside))
    yield {
      kind: 'experiment.json',
      name,
      lay: (at) => writeFileSync(join(at, 'experiment.json'), planText(forged, path)),
    };

  const plain = [
    [join('cells', cell, 'setting.json'), json(join('cells', cell, 'setting.json'))],
    [join(run, 'pace.json'), json(join(run, 'pace.json'))],
    [join(run, 'incidents.json'), ['it stopped']],
    [
      join(run, 'lease.json'),
      { host: 'h', pid: 1, machine: 'm', job: '1', token: 't', beat: 1, progress: { step: 1, rate: 2 } },
    ],
  ];
  for (const [file, value] of plain)
    for (const { name, json: forged } of forgeries(value, outside))
      yield {
        kind: file.split(/[\\/]/).at(-1),
        name,
        lay(at) {
          // With a torn summary the run is one in progress, whose lease, incidents and pace count.
          writeFileSync(join(at, file), JSON.stringify(forged) ?? '');
          if (!file.endsWith('setting.json')) writeFileSync(join(at, run, 'summary.json'), '');
        },
      };

  const sealedFiles = [
    [join(run, 'summary.json'), sealed(join(run, 'summary.json'))],
    [join(run, 'environment.json'), sealed(join(run, 'environment.json'))],
    ['nulls.json', sealed('nulls.json')],
  ];
  for (const [file, value] of sealedFiles)
    for (const { name, json: forged } of forgeries(value, outside))
      yield {
        kind: file.split(/[\\/]/).at(-1),
        name,
        lay: (at) => writeFileSync(join(at, file), sealedText(forged ?? {})),
      };

  for (const { name, json: forged } of forgeries(json(join(run, 'estimators.json')), outside))
    yield {
      kind: 'estimators.json',
      name,
      lay: (at) => vouched(at, run, 'estimators.json', JSON.stringify(forged) ?? ''),
    };
  for (const [name, text] of Object.entries(HISTORIES))
    yield { kind: 'history.csv', name, lay: (at) => vouched(at, run, 'history.csv', text) };
  const planned = plan.cells.find(({ folder }) => folder === cell);
  const state = { cell: planned.id, seed: 1, state: { step: 10, state: new Float32Array(3), last: null } };
  const kept = { step: 0, measured: 'm', measurement: { step: 0, values: [] }, parameters: new Float32Array(3) };
  const checkpoints = { 'state-10': state, 'readings-0-10': { cell: planned.id, seed: 1, kept: [kept] } };
  for (const [file, value] of Object.entries(checkpoints))
    for (const { name, json: forged } of forgeries(value, outside))
      yield {
        kind: 'checkpoints',
        name: `${file}: ${name}`,
        async lay(at) {
          const folder = join(at, run, 'unfinished');
          mkdirSync(folder, { recursive: true });
          for (const [other, its] of Object.entries(checkpoints))
            await writeSealed(join(folder, other), other === file ? forged : its);
          writeFileSync(join(at, run, 'summary.json'), ''); // the run has not ended
        },
      };
}

/** With ids and folders that agree with forged settings, as a careful stranger would have them. */
function planText(plan, path) {
  if (path[0] === 'cells' && path[2] === 'setting' && path.length > 2)
    try {
      const [first, ...others] = plan.cells;
      const id = cellId(first.setting);
      return JSON.stringify({ ...plan, cells: [{ ...first, id, folder: folderName(first.setting, id) }, ...others] });
    } catch {} // too far from a setting to have an id
  return JSON.stringify(plan) ?? '';
}

/** Writes the file and a summary that vouches for it. */
function vouched(at, run, file, content) {
  const path = join(at, run, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  const summary = parseSealed(readFileSync(join(at, run, 'summary.json'), 'utf8'));
  const name = file.replaceAll('\\', '/');
  const checksums = { ...summary.checksums, [name]: createHash('sha256').update(content).digest('hex') };
  const sizes = { ...summary.sizes, [name]: statSync(path).size };
  writeFileSync(join(at, run, 'summary.json'), sealedText({ ...summary, checksums, sizes }));
}
