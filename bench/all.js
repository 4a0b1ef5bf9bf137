// `npm run bench`: every benchmark beside this file, one after the other.
await import('./engine.js');
await import('./measuring.js');
await import('./sweep.js');
await import('./scale.js');
