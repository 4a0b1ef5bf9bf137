/** The identity of cells: their resolved settings and the version of the engine. */
import { createHash } from 'node:crypto';
import type { Players } from '../core/gan/players.js';
import type { Choice, Json, Setting } from '../core/gan/setting.js';
import type { PlannedCell } from './experiment.js';

/** Raised when the numbers of a setting change on purpose, so that cached runs are not taken for new ones. */
export const ENGINE_VERSION = 3;

/** SHA-256, in hex, of the canonical setting and ENGINE_VERSION. Independent of key order, seeds and other settings. */
export function cellId(setting: Setting): string {
  return createHash('sha256')
    .update(`{"engine":${ENGINE_VERSION},"setting":${objectText(withoutPath(setting))}}`)
    .digest('hex');
}

/** The setting without the path of its data file, which is identified by its bytes. */
function withoutPath(setting: Setting): Setting {
  const { target } = setting;
  if (target?.sha256 === undefined) return setting;
  const { path: _, ...rest } = target;
  return { ...setting, target: rest as Choice };
}

/** The cell as the backend trains it: other backends than the default give other bits, hence another id and folder. */
export function onBackend(cell: PlannedCell, backend: string): PlannedCell {
  if (backend === DEFAULT_BACKEND) return cell;
  const id = createHash('sha256').update(`${backend} ${cell.id}`).digest('hex');
  return { ...cell, id, folder: `${folderName(cell.setting, id)}-${backend}` };
}

const DEFAULT_BACKEND = 'onnx';

/** JSON without spaces, keys sorted by code unit, numbers as JavaScript prints them. */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const known = texts.get(value);
  if (known !== undefined) return known;
  const text = objectText(value);
  texts.set(value, text);
  return text;
}

function objectText(value: object): string {
  const entries = (Object.entries(value) as [string, Json][]).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
}

// The cells of a sweep share most of their parts, which are never changed.
const texts = new WeakMap<object, string>();

/** The folder of a cell: readable words from its setting and the first 12 digits of its id. */
export function folderName(setting: Setting, id: string): string {
  const words = [
    setting.target?.name ?? setting.game.name,
    ...names(setting.loss),
    ...names(setting.regularizer).filter((name) => name !== 'none'),
    ...names(setting.optimizer),
  ];
  return `${words.join('-').slice(0, MAX_FOLDER_NAME_LENGTH)}-${id.slice(0, 12)}`;
}

/** The names that `folderName` gives, perhaps followed by a backend. */
export const CELL_FOLDER = /^[a-z0-9][a-z0-9-]{0,79}-[0-9a-f]{12}(-[a-z]{1,16})?$/;

const MAX_FOLDER_NAME_LENGTH = 80; // characters: file systems limit a name to 255

function names(players: Players<Choice> | undefined): string[] {
  if (!players) return [];
  const { generator, discriminator } = players;
  return discriminator.name === generator.name ? [generator.name] : [discriminator.name, generator.name];
}
