// Time and memory of `plan`, `status` and `run` for ten thousand finished cells, beside a tenth of them; each is a process of its own.
// One run is trained; the folders of the others are copies of its files.
import { spawnSync } from 'node:child_process';
import { copyFileSync, linkSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sweepText } from '../test/support/sweep-text.js';

const HELVETICA = fileURLToPath(new URL('../bin/helvetica.js', import.meta.url));
const ROUNDS = 5;
const HEAP_MB = 64; // of old objects: bounds the memory to what is needed
const grid = (size, unit) => Array.from({ length: size }, (_, i) => Number((unit * (i + 1)).toPrecision(3)));
const text = (name, rates) =>
  sweepText({
    name,
    question: 'What do many cells cost?',
    base: {
      target: { name: 'ring', modes: 8, radius: 2, std: 0.05 },
      optimizer: { name: 'adam', lr: 0.001, beta1: 0.5 },
      steps: 10,
    },
    vary: { 'optimizer.lr': grid(rates, 0.0001), 'optimizer.beta1': grid(100, 0.005) },
    seeds: 1,
  });

const root = mkdtempSync(join(tmpdir(), 'helvetica-scale-'));
// The process prints its largest memory when it ends.
const PRINT_MEMORY = 'data:text/javascript,process.on("exit",()=>process._rawDebug(process.resourceUsage().maxRSS))';
const call = (args, node = []) =>
  spawnSync(process.execPath, [...node, '--import', PRINT_MEMORY, HELVETICA, ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
const say = (line) => process.stdout.write(`${line}\n`);

/** A sweep all of whose runs have ended; one of them was really trained. */
function finished(name, rates) {
  const file = `${name}.yaml`;
  writeFileSync(join(root, file), text(name, rates));
  const { cells } = JSON.parse(call(['plan', file, '--json']).stdout)[0];
  call(['run', file, '--shard', `1/${cells.length}`, '--workers', '0']);
  const at = join(root, 'results', name, 'cells');
  const [done] = readdirSync(at);
  const from = join(at, done, 'seeds', '1');
  for (const { folder, setting } of cells.filter((cell) => cell.folder !== done)) {
    const to = join(at, folder, 'seeds', '1');
    mkdirSync(join(to, 'samples'), { recursive: true });
    writeFileSync(join(at, folder, 'setting.json'), JSON.stringify(setting));
    for (const path of readdirSync(from, { recursive: true, withFileTypes: true }).filter((each) => each.isFile())) {
      const [source, copy] = [join(path.parentPath, path.name), join(path.parentPath.replace(from, to), path.name)];
      if (['summary.json', 'history.csv'].includes(path.name)) copyFileSync(source, copy);
      else linkSync(source, copy);
    }
  }
  return { file, cells: cells.length };
}

function timed(what, args, node) {
  const seconds = [];
  const memory = [];
  for (let round = 0; round < ROUNDS; round++) {
    const began = performance.now();
    const { status, stderr } = call(args, node);
    if (status !== 0) throw new Error(`${args.join(' ')}: exit ${status}\n${stderr}`);
    seconds.push((performance.now() - began) / 1000);
    memory.push(Number(stderr.trim().split('\n').at(-1)) / 1024);
  }
  const [least, most] = [Math.min(...seconds), Math.max(...seconds)].map((each) => each.toFixed(2));
  say(`${what.padEnd(44)} ${least} to ${most} s, ${Math.max(...memory).toFixed(0)} MiB`);
}

try {
  for (const [name, rates] of [
    ['thousand', 10],
    ['ten-thousand', 100],
  ]) {
    writeFileSync(join(root, 'new.yaml'), text('new', rates));
    timed(`${rates * 100} cells, none done: plan`, ['plan', 'new.yaml']);
    const { file, cells } = finished(name, rates);
    timed(`${cells} cells, all done:  plan`, ['plan', file]);
    timed(`${cells} cells, all done:  status`, ['status', `results/${name}`]);
    call(['run', file]); // its report
    timed(`${cells} cells, all done:  run`, ['run', file]);
    timed(`${cells} cells, all done:  run in ${HEAP_MB} MB`, ['run', file], [`--max-old-space-size=${HEAP_MB}`]);
  }
} finally {
  rmSync(root, { recursive: true });
}
