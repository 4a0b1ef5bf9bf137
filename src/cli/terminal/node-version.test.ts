import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { nodeNotice } from './node-version.js';

it('Node 20 gets one line that names the versions to use, and those get none', () => {
  expect(nodeNotice('v20.19.0')).toBe(
    'note    Node 20 has had no support since April 2026: use Node 22, 24 or 26 (this is v20.19.0)',
  );
  for (const version of ['v22.12.0', 'v24.0.0', 'v26.1.0', 'v100.0.0']) expect(nodeNotice(version)).toBeNull();
});

it.each(['README.md', 'CONTRIBUTING.md'])('%s names the same versions', (page) => {
  expect(readFileSync(page, 'utf8')).toContain('Node 22, 24 or 26');
});
