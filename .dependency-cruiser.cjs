/** The floors of the house: imports point down, families do not import each other, no cycles. */
const families = 'targets|latents|networks|activations|initializers|losses|penalties|optimizers|schemes|arenas';
const floor = (name, from, to) => ({ name, severity: 'error', from: { path: from }, to: { path: to } });

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    floor('math-knows-nothing', '^src/core/math/', '^src/(?!core/math/)'),
    floor('engine-knows-no-gan', '^src/core/engine/', '^src/(?!core/(engine|math)/)'),
    floor('core-is-below-metrics', '^src/core/', '^src/(?!core/)'),
    floor('metrics-are-below-diagnosis', '^src/metrics/', '^src/(?!core/|metrics/)'),
    floor('diagnosis-is-below-runner', '^src/diagnosis/', '^src/(?!core/|metrics/|diagnosis/)'),
    floor('runner-and-reports-are-below-cli', '^src/(runner|reports)/', '^src/cli/'),
    floor('reports-read-results-only', '^src/reports/', '^src/runner/(?!store/|read-experiment\\.ts$)'),
    floor('runner-store-is-below-measure', '^src/runner/store/', '^src/(?!core/|records/|runner/store/)'),
    floor('runner-measure-is-below-plan', '^src/runner/measure/', '^src/runner/(?!store/|measure/)'),
    floor('runner-plan-is-below-execute', '^src/runner/plan/', '^src/runner/(?!store/|measure/|plan/)'),
    floor('runner-execute-is-below-run', '^src/runner/execute/', '^src/runner/(?!store/|measure/|plan/|execute/)'),
    floor('store-bytes-know-no-runs', '^src/runner/store/bytes/', '^src/runner/store/(locks|runs)/'),
    floor('store-locks-know-no-runs', '^src/runner/store/locks/', '^src/runner/store/runs/'),
    {
      name: 'families-do-not-import-each-other',
      severity: 'error',
      from: { path: `^src/core/(${families})/`, pathNot: '\\.(laws|test)\\.ts$' },
      to: { path: `^src/core/(${families})/`, pathNot: '^src/core/$1/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    exclude: { path: '\\.(laws|test)\\.ts$' },
  },
};
