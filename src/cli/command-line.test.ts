import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import yargs from 'yargs';
import type { PlannedCell } from '../records/experiment.js';
import { runCommandLine } from './command-line.js';
import { registrySections } from './commands/list/sections.js';
import { commands } from './commands.js';
import { numericOptions } from './options.js';

const home = process.cwd();
const folder = mkdtempSync(join(tmpdir(), 'helvetica-'));
beforeAll(() => process.chdir(folder));
afterAll(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
});
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

/** The output and the exit code of `helvetica LINE`. */
async function helvetica(line: string) {
  const out: string[] = [];
  const messages: string[] = [];
  const collect = (lines: string[]) => (text: unknown) => lines.push(String(text)) > 0;
  vi.spyOn(process.stdout, 'write').mockImplementation(collect(out));
  vi.spyOn(process.stderr, 'write').mockImplementation(collect(messages));
  vi.spyOn(console, 'log').mockImplementation((text) => void out.push(`${text}\n`));
  const code = (await runCommandLine(line.split(' ').filter(Boolean))) ?? Number(process.exitCode ?? 0);
  vi.restoreAllMocks();
  process.exitCode = undefined;
  return { code, out: out.join(''), messages: messages.join('') };
}

const FILE = `name: mine
question: Why?
base: { target: ring, generator: mlp, discriminator: mlp }
vary: { loss: [minimax, hinge], optimizer: [sgd, { name: adam, lr: 0.1 }] }
seeds: 3
measure: { metrics: [js] }
profiles: { tiny: { base: { steps: 1 }, seeds: 1 } }
`;
const write = (name: string, text: string) => writeFileSync(join(folder, name), text);

describe('helvetica', () => {
  it('lists every command with --help', async () => {
    const { code, out } = await helvetica('--help');
    expect(code).toBe(0);
    for (const { usage } of Object.values(commands)) expect(out).toContain(`helvetica ${usage}`);
  });

  it.each(Object.keys(commands))('%s has its own help', async (name) => {
    const { code, out } = await helvetica(`${name} --help`);
    expect(code).toBe(0);
    expect(out).toContain(`helvetica ${commands[name]!.usage}`);
  });

  it.each([
    ['', 'no command given'],
    ['lisst', 'Did you mean list?'],
    ['validate', 'Not enough non-option arguments'],
    ['list --jsn', 'Unknown argument: jsn'],
    ['list losses hinge more', 'Unknown argument: more'],
    ['plan x.yaml --seeds', 'Not enough arguments following: seeds'],
    ['run x.yaml --workers -1', '--workers: expected a whole number from 0 (train in this process) to 1024, got -1'],
    ['run x.yaml --workers x', '--workers: expected a whole number from 0 (train in this process) to 1024'],
  ])('exits 2 for bad usage: "%s"', async (line, message) => {
    const { code, out, messages } = await helvetica(line);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(messages).toContain(message);
    expect(messages).not.toContain('    at ');
  });

  it('shows a stack trace only if HELVETICA_DEBUG is set', async () => {
    vi.stubEnv('HELVETICA_DEBUG', '1');
    const { messages } = await helvetica('list nothing');
    vi.unstubAllEnvs();
    expect(messages).toMatch(/unknown family "nothing".*\n(.*\n)* {4}at /);
  });

  it('prints its version', async () => {
    const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string };
    expect((await helvetica('--version')).out).toBe(`${version}\n`);
  });
});

describe('helvetica validate', () => {
  it('counts the settings, seeds, metrics and claims of a valid file and of each profile', async () => {
    write('mine.yaml', FILE);
    const { code, out, messages } = await helvetica('validate mine.yaml');
    expect({ code, out }).toEqual({
      code: 0,
      out: [
        'mine.yaml: valid: 4 settings x 3 seeds, 1 metric, 0 claims',
        'mine.yaml --profile tiny: valid: 4 settings x 1 seed, 1 metric, 0 claims',
        '',
      ].join('\n'),
    });
    expect(messages).toContain('helvetica plan mine.yaml');
  });

  it('reports every problem of every file and profile, and exits 2', async () => {
    write('bad.yaml', FILE.replace('steps: 1', 'stepz: 1').replace('hinge', 'hing'));
    write('twin.yaml', FILE);
    const { code, out, messages } = await helvetica('validate mine.yaml bad.yaml twin.yaml');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    const lines = messages.split('\n').map((line) => line.replace(/ Available: .*/, ''));
    expect(lines).toEqual([
      'bad.yaml:4:25: vary.loss[1]: unknown loss "hing"; did you mean "hinge"?',
      'bad.yaml:7:29: profiles.tiny.base.stepz: unknown field "stepz"; did you mean "steps"?',
      'twin.yaml: name: duplicate name "mine": also the name of mine.yaml, and names its results',
      '',
    ]);
  });

  it('reports them as JSON', async () => {
    const { code, out } = await helvetica('validate bad.yaml --json');
    expect(code).toBe(2);
    const { problems, experiments } = JSON.parse(out) as { problems: object[]; experiments: object[] };
    expect(problems[0]).toMatchObject({
      file: 'bad.yaml',
      line: 4,
      column: 25,
      path: 'vary.loss[1]',
      didYouMean: 'hinge',
    });
    expect(experiments).toEqual([]);
  });
});

describe('helvetica plan', () => {
  it('shows settings, seeds, and what is to be done', async () => {
    const { code, out } = await helvetica('plan mine.yaml --set optimizer.lr=0.5 --seeds 3-6');
    expect(code).toBe(0);
    expect(out.split('\n').map((line) => line.replace(/ +/g, ' '))).toEqual([
      'mine: Why?',
      '4 settings x 4 seeds = 16 runs . 0 cached . 0 to measure . 0 to resume . 16 to train . results/mine',
      'time: unknown until the first runs are done',
      expect.stringMatching(/^memory: about 2\d\d MiB a worker/),
      'every 1000 steps: js',
      '',
      'loss optimizer cached to measure to resume to train',
      'minimax sgd(lr=0.5) 0 0 0 4',
      'minimax adam(lr=0.5) 0 0 0 4',
      'hinge sgd(lr=0.5) 0 0 0 4',
      'hinge adam(lr=0.5) 0 0 0 4',
      '',
      '',
    ]);
  });

  it('has every setting in full in its JSON', async () => {
    const { out } = await helvetica('plan mine.yaml --profile tiny --json');
    const [{ cells }] = JSON.parse(out) as [{ cells: { setting: { steps: number }; seeds: object[] }[] }];
    expect(cells).toHaveLength(4);
    expect(cells[0]).toMatchObject({ setting: { steps: 1, batch: 256 }, seeds: [{ seed: 1, stage: 'to train' }] });
  });
});

describe('helvetica status and clean', () => {
  const STRAY = 'ring-minimax-adam-0123456789ab';
  const stray = () => join(folder, `swept/mine/cells/${STRAY}/seeds/1`);
  const prepare = async () => {
    const { out } = await helvetica('plan mine.yaml --json');
    const [plan] = JSON.parse(out) as [{ cells: { seeds: object[] }[] }];
    mkdirSync(stray(), { recursive: true });
    writeFileSync(join(folder, 'swept/mine/experiment.json'), JSON.stringify(plan));
  };

  it('show what is to be done, and the next command', async () => {
    await prepare();
    const { code, out, messages } = await helvetica('status swept/mine');
    expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining('0 done . 12 to do . swept/mine') });
    expect(out).toContain(`cells/${STRAY}`);
    expect(messages).toBe('next    npx helvetica run mine.yaml --results swept  |  npx helvetica clean swept/mine\n');
    expect(await helvetica('status experiments')).toMatchObject({ code: 2, out: '' });
  });

  it('remove nothing without confirmation', async () => {
    await prepare();
    const { code, out, messages } = await helvetica('clean swept');
    expect({ code, out }).toEqual({ code: 2, out: `swept/mine: 1 item to remove\n  unplanned     cells/${STRAY}\n` });
    expect(messages).toContain('pass --yes');
    expect(existsSync(stray())).toBe(true);
  });

  it('remove results outside the plan', async () => {
    await prepare();
    expect(await helvetica('clean swept --yes')).toMatchObject({
      code: 0,
      messages: expect.stringContaining('removed 1'),
    });
    expect(existsSync(stray())).toBe(false);
    expect(await helvetica('clean swept')).toMatchObject({
      code: 0,
      messages: expect.stringContaining('nothing to remove'),
    });
  });
});

describe('two files of one name', () => {
  const hold = (file: string) => {
    mkdirSync(join(folder, 'held/mine'), { recursive: true });
    writeFileSync(join(folder, 'held/mine/experiment.json'), JSON.stringify({ name: 'mine', file }, null, 2));
  };

  it('are refused, both named, before anything runs', async () => {
    write('other.yaml', FILE);
    hold('other.yaml');
    for (const command of ['plan', 'run']) {
      const { code, messages } = await helvetica(`${command} mine.yaml --results held`);
      expect({ code, messages }).toMatchObject({
        code: 2,
        messages: expect.stringMatching(
          /^mine\.yaml: name: duplicate name "mine": held\/mine holds the results of other\.yaml; rename/,
        ),
      });
    }
  });

  it.each([
    ['the same file by another path', () => hold(join(folder, 'mine.yaml'))],
    ['a file that is gone', () => hold('gone.yaml')],
    [
      'a file that has another name by now',
      () => {
        write('other.yaml', FILE.replace('name: mine', 'name: other'));
        hold('other.yaml');
      },
    ],
  ])('are not %s', async (_, prepare) => {
    prepare();
    expect(await helvetica('plan mine.yaml --results held')).toMatchObject({ code: 0 });
  });
});

describe('helvetica plan, of a sweep that was run and then changed', () => {
  it('shows which field changed in each setting', async () => {
    const [before] = JSON.parse((await helvetica('plan mine.yaml --json')).out) as [{ cells: PlannedCell[] }];
    for (const cell of before.cells) {
      const at = join(folder, 'changed/mine/cells', cell.folder);
      mkdirSync(join(at, 'seeds/1/unfinished'), { recursive: true });
      writeFileSync(join(at, 'seeds/1/unfinished/state-70'), '');
      writeFileSync(join(at, 'setting.json'), JSON.stringify(cell.setting));
    }
    const { out } = await helvetica('plan mine.yaml --results changed --set steps=5');
    expect(out).toMatch(/\nchanged since the last run\n {2}4 settings +steps 10000 -> 5\n/);
    const [{ cells }] = JSON.parse((await helvetica('plan mine.yaml --results changed --set steps=5 --json')).out);
    expect(cells[0].stale).toEqual({
      similarFolder: before.cells[0]!.folder,
      changes: [{ path: 'steps', was: 10000, is: 5 }],
    });
    const more = (await helvetica('plan mine.yaml --results changed --set steps=10001')).out;
    expect(more).toMatch(
      /\n {2}4 settings +steps 10000 -> 10001\n {2}4 runs +continue from step 70 of a shorter run\n/,
    );
    const cosine = `--set steps=10001 --set optimizer.schedule=cosine`;
    expect((await helvetica(`plan mine.yaml --results changed ${cosine}`)).out).not.toContain('continue');
    expect((await helvetica('plan mine.yaml --results changed')).out).not.toContain('changed since');
  });
});

describe('helvetica submit', () => {
  beforeAll(() => write('mine.yaml', FILE));

  it.each(['10', '4:00:00', '1-12', '2-00:30', 'UNLIMITED'])('takes a limit of %s', async (time) => {
    expect((await helvetica(`submit slurm mine.yaml --dry-run --time ${time}`)).out).toContain(`--time=${time}`);
  });

  it('refuses an invalid time limit', async () => {
    const { code, messages } = await helvetica('submit slurm mine.yaml --dry-run --time 4x');
    expect({ code, messages }).toMatchObject({ code: 2, messages: expect.stringContaining('got "4x"') });
  });

  it.each([
    ['1:30', '1 minute 30 seconds'],
    ['9', '9 minutes'],
    ['0-0:5', '5 minutes'],
    ['0:0:45', '45 seconds'],
  ])('says how long a limit of %s is', async (time, said) => {
    const { messages } = await helvetica(`submit slurm mine.yaml --dry-run --time ${time}`);
    expect(messages).toContain(`--time ${time} is a limit of ${said} to Slurm`);
  });

  it.each(['10', '10:00', '0:10:00', '1-0', '0', 'infinite'])('says nothing of a limit of %s', async (time) => {
    expect((await helvetica(`submit slurm mine.yaml --dry-run --time ${time}`)).messages).not.toContain('a limit of');
  });

  it('refuses memory that Slurm refuses', async () => {
    for (const mem of ['1.5G', 'G', '4X', '-1'])
      expect(await helvetica(`submit slurm mine.yaml --dry-run --mem=${mem}`)).toMatchObject({
        code: 2,
        messages: expect.stringContaining(`--mem: expected a whole number with K, M, G or T, as 1536M, got "${mem}"`),
      });
    for (const mem of ['4G', '500', '1536M'])
      expect((await helvetica(`submit slurm mine.yaml --dry-run --mem=${mem}`)).out).toContain(`--mem=${mem}`);
  });
});

describe('helvetica list', () => {
  it.each(registrySections())('knows the names of $name without loading the members', async ({ names, members }) => {
    expect(names).toEqual([...(await members()).keys()].sort());
  });

  it('shows every family, its members, and the full description of one', async () => {
    expect((await helvetica('list')).out).toMatch(/^losses +f-gan/m);
    expect((await helvetica('list losses')).out).toMatch(/^minimax +D: .* +arXiv:1406\.2661/m);
    expect((await helvetica('list optimizer adam')).out).toMatch(/^ {2}lr +a number above 0; default 0\.001 +\S/m);
    expect((await helvetica('list metrics js')).out).toMatch(/^unit +nats$/m);
    expect((await helvetica('list claims')).out).toContain('goodfellow-2014');
  });

  it('suggests the nearest name of both', async () => {
    expect(await helvetica('list losss')).toMatchObject({
      code: 2,
      messages: expect.stringContaining('did you mean "loss'),
    });
    const { code, messages } = await helvetica('list losses hing');
    expect({ code, messages }).toMatchObject({ code: 2, messages: expect.stringContaining('did you mean "hinge"?') });
  });

  it('has the schema of each option in its JSON', async () => {
    const member = JSON.parse((await helvetica('list optimizers adam --json')).out) as object;
    expect(member).toMatchObject({ name: 'adam', options: { lr: { type: 'number', exclusiveMinimum: 0 } } });
  });
});

describe('where results cannot be written', () => {
  it('names what is in the way, and exits 4', async () => {
    write('mine.yaml', FILE);
    write('taken', '');
    expect(await helvetica('run mine.yaml --workers 0 --results taken')).toEqual({
      code: 4,
      out: '',
      messages: `helvetica: taken: a file is where a folder should be; existing results are intact: fix this, then run the same command again\n`,
    });
  });

  it('a damaged plan is not reported as a missing one', async () => {
    mkdirSync('torn/mine', { recursive: true });
    write('torn/mine/experiment.json', '{ "name": "mi');
    const { code, messages } = await helvetica('status torn/mine');
    expect(code).toBe(2);
    expect(messages).toContain('torn/mine: no results here (experiment.json is damaged)');
  });
});

describe('helvetica init', () => {
  it('writes a file that is valid, and writes over nothing', async () => {
    expect(await helvetica('init fresh')).toMatchObject({ code: 0, out: 'experiments/fresh.yaml\n' });
    expect((await helvetica('validate experiments/fresh.yaml')).messages).toContain('next');
    writeFileSync('experiments/fresh.yaml', 'mine now');
    const { code, messages } = await helvetica('init fresh');
    expect({ code, messages }).toMatchObject({ code: 2, messages: expect.stringContaining('exists already') });
    expect(readFileSync('experiments/fresh.yaml', 'utf8')).toBe('mine now');
  });

  it('refuses invalid names', async () => {
    const { code, messages } = await helvetica('init ../up');
    expect({ code, messages }).toMatchObject({ code: 2, messages: expect.stringContaining('invalid name "../up"') });
  });
});

describe('helvetica doctor', () => {
  it('reports the machine and the backend in use', async () => {
    const facts = JSON.parse((await helvetica('doctor --json')).out) as Record<string, unknown>;
    expect(facts).toMatchObject({ node: expect.stringContaining(process.version), used: 'onnx' });
    expect(facts.backends).toContainEqual(expect.objectContaining({ name: 'tfjs', usable: true }));
  });
});

it('an empty number is refused, not read as 0, for every numeric option of every command', async () => {
  let checked = 0;
  for (const [name, { load }] of Object.entries(commands)) {
    const { builder } = await load();
    for (const option of numericOptions(builder(yargs([])))) {
      for (const empty of [[`--${option}=`], [`--${option}= `], [`--${option}`, '']]) {
        const messages: string[] = [];
        vi.spyOn(process.stderr, 'write').mockImplementation((text) => messages.push(String(text)) > 0);
        const positional = commands[name]!.usage.includes('<cluster>') ? ['slurm', 'x'] : ['x'];
        const target = name === 'score' ? ['--target', 'ring'] : [];
        const code = await runCommandLine([name, ...positional, ...target, ...empty]);
        vi.restoreAllMocks();
        expect([name, code, messages.join('')]).toEqual([name, 2, expect.stringContaining(`--${option}: expected a`)]);
        expect(messages.join('')).not.toContain('got 0');
        checked++;
      }
    }
  }
  expect(checked).toBeGreaterThan(30);
});

it('--max-runs is a whole number from 1, and a numeric option is given once', async () => {
  for (const runs of ['0', '-1', '1.5', '1e12', 'Infinity'])
    expect(await helvetica(`plan x.yaml --max-runs=${runs}`)).toMatchObject({
      code: 2,
      messages: expect.stringContaining('--max-runs: expected a whole number from 1 to 1000000'),
    });
  expect((await helvetica('plan x.yaml --steps 1 --steps 2')).messages).toContain(
    '--steps: expected one number, got 1 and 2',
  );
});

it('a path that is set twice is refused', async () => {
  write('mine.yaml', FILE);
  const { code, messages } = await helvetica(`plan ${join(folder, 'mine.yaml')} --set base.steps=3 --set steps=4`);
  expect(code).not.toBe(0);
  expect(messages).toContain('sets steps a second time');
  const short = await helvetica(`plan ${join(folder, 'mine.yaml')} --set steps=3 --steps 4`);
  expect(short.messages).toContain('sets steps a second time');
});
