/** The floors of src/: imports point down, members of one family do not import another family, no cycles. */
const { readdirSync } = require('node:fs');
const { join } = require('node:path');

// The lowest first.
const FLOORS = [
  'core/collections',
  'core/text',
  'core/math',
  'core/files',
  'core/engine',
  'core/gan',
  'core/training',
  'core/snapshot',
  'records',
  'density',
  'metrics',
  'diagnosis',
  'inference',
  'experiment',
  'laws',
  'runner',
  'reports',
  'cli',
];

const floors = FLOORS.map((floor, i) => ({
  name: `${floor.replace('/', '-')}-imports-downward`,
  severity: 'error',
  from: { path: `^src/${floor}/` },
  to: { path: '^src/', pathNot: `^src/(${FLOORS.slice(0, i + 1).join('|')})/` },
}));

// Every folder of core/gan is a family, so that a new one cannot escape the rules. Its interface stands in the file that
// is named as one member: losses/_loss.ts.
const gan = join(__dirname, 'src/core/gan');
const families = readdirSync(gan, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const interfaces = families.map((family) => {
  const words = readdirSync(join(gan, family)).map((file) => /^_([a-z]+)\.ts$/.exec(file)?.[1] ?? '');
  const word = words.find((word) => word !== '' && family.startsWith(word));
  if (!word) throw new Error(`src/core/gan/${family}: no interface file such as losses/_loss.ts`);
  return `${family}/_${word}`;
});
const anyFamily = `^src/core/gan/(${families.join('|')})/`;
const anyInterface = `^src/core/gan/(${interfaces.join('|')})\\.ts$`;

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    ...floors,
    {
      name: 'reports-read-results-not-runs',
      severity: 'error',
      from: { path: '^src/reports/' },
      to: { path: '^src/runner/(?!store/)' },
    },
    {
      name: 'families-do-not-import-each-other',
      severity: 'error',
      from: { path: anyFamily },
      to: { path: anyFamily, pathNot: ['^src/core/gan/$1/', anyInterface] },
    },
    {
      // A game is given losses, a network activations: the types say what they are, and cost no edge at run time.
      name: 'families-import-only-types-of-interfaces',
      severity: 'error',
      from: { path: anyFamily },
      to: { path: anyInterface, pathNot: '^src/core/gan/$1/', dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    exclude: { path: '\\.(laws|test)\\.ts$' },
  },
};
