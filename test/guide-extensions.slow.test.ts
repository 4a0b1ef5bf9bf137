/** The page docs/guide/extensions.md, word for word, with the package as `npm pack` makes it: every command in an empty folder. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { installPacked, runIn } from './support/packed.js';
import { temporaryFolder } from './support/sweeps.js';

const folder = temporaryFolder('guide-extensions');
const page = readFileSync(join(import.meta.dirname, '../docs/guide/extensions.md'), 'utf8');
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 'gs'))].map(([, code]) => code!);

it('every command of the page works from the packed package, in its order', { timeout: 600_000 }, () => {
  installPacked(folder);
  writeFileSync(join(folder, 'my-loss.js'), blocks('js')[0]!);
  writeFileSync(join(folder, 'own.yaml'), blocks('yaml')[0]!);
  const lines = blocks('sh').flatMap((text) => text.trim().split('\n'));
  expect(lines.length).toBeGreaterThan(5);
  const printed = lines.map((line) => {
    const [npx, name, ...words] = line.replace(/\s+#.*/, '').split(/\s+/);
    expect([npx, name]).toEqual(['npx', 'helvetica']);
    return `${line}\n${runIn(folder, join(folder, 'node_modules/helvetica/bin/helvetica.js'), words)}`;
  });
  const text = printed.join('\n');
  expect(text).toContain('loss my-loss: keeps all');
  expect(text).toMatch(/my-loss\(margin=2\)\s+2\/2 finished/);
  expect(text).toContain('Least squares');
  expect(existsSync(join(folder, 'results/own/report.html'))).toBe(true);
});
