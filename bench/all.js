// `npm run bench`: every benchmark beside this file, one after the other; with `-- --against COMMIT` the training step alone, compared
// with that commit's build.
await import('./engine.js');
if (!process.argv.includes('--against')) {
  await import('./measuring.js');
  await import('./scoring.js');
  await import('./sweep.js');
  await import('./scale.js');
}
