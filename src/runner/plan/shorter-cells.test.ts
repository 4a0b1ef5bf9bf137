import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { smallSetting } from '../../../test/support/setting.js';
import type { Setting } from '../../core/gan/setting.js';
import { cellId, folderName } from '../../records/identity.js';
import { shorterCells } from './shorter-cells.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'helvetica-shorter-'));
});
afterAll(() => rm(folder, { recursive: true }));

const cellOf = (setting: Setting) => {
  const id = cellId(setting);
  return { id, folder: folderName(setting, id), setting, axes: {}, labels: {} };
};

async function keep(name: string, setting: string): Promise<void> {
  await mkdir(join(folder, 'cells', name), { recursive: true });
  await writeFile(join(folder, 'cells', name, 'setting.json'), setting);
}

it('finds the longest of the shorter cells, and passes over what version 0.1 or a crash left', async () => {
  const cell = cellOf(smallSetting({ steps: 300 }));
  const [shortest, shorter, longer] = [100, 200, 400].map((steps) => cellOf(smallSetting({ steps })));
  for (const { folder: name, setting } of [shortest!, shorter!, longer!]) await keep(name, JSON.stringify(setting));
  const { game, ...rest } = smallSetting({ steps: 250 });
  await keep('of-version-0.1', JSON.stringify({ arena: game, ...rest }));
  await keep('empty', '{}');
  await keep('damaged', '{"game": {"na');
  const found = await shorterCells(folder, { cells: [cell], wanted: [cell], backend: 'onnx' });
  expect(found.get(cell.id)).toEqual([
    { id: shorter!.id, folder: shorter!.folder },
    { id: shortest!.id, folder: shortest!.folder },
  ]);
});
