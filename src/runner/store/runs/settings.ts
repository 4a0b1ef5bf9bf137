/** `setting.json` of a cell. */
import { join } from 'node:path';
import type { PlannedCell } from '../../../records/experiment.js';
import { placeWhole } from '../bytes/atomic.js';
import { jsonText } from '../bytes/json.js';
import { readTextNow } from '../bytes/text.js';
import { cellFolder, FILES } from './layout.js';

/** The cell's folder must exist. Others may be writing it this moment, the same; one that is torn is mended. */
export function keepSetting(experiment: string, cell: Pick<PlannedCell, 'folder' | 'setting'>): void {
  const path = join(cellFolder(experiment, cell), FILES.setting);
  const text = jsonText(cell.setting);
  if (readTextNow(path) !== text) placeWhole(path, text);
}
