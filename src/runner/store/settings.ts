/** `setting.json` of a cell. */
import { join } from 'node:path';
import type { PlannedCell } from '../../core/experiment/plan.js';
import { placeWhole } from './atomic.js';
import { jsonText } from './json.js';
import { cellFolder, FILES } from './layout.js';
import { readTextNow } from './text.js';

/** The cell's folder must exist. Others may be writing it this moment, the same; one that is torn is mended. */
export function keepSetting(experiment: string, cell: Pick<PlannedCell, 'folder' | 'setting'>): void {
  const path = join(cellFolder(experiment, cell), FILES.setting);
  const text = jsonText(cell.setting);
  if (readTextNow(path) !== text) placeWhole(path, text);
}
