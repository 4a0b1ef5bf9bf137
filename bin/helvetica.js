#!/usr/bin/env node
import { existsSync } from 'node:fs';

const main = new URL('../dist/cli/main.js', import.meta.url);
if (!existsSync(main)) {
  process.stderr.write('helvetica: not built yet. Type: npm run build\n');
  process.exit(4);
}
await import(main.href);
