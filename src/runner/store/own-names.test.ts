import { describe, expect, it } from 'vitest';
import { isOwnFileOfCell, isOwnFolderOfCell } from './own-names.js';

describe('names of files that Helvetica writes into a cell', () => {
  it.each([
    'setting.json',
    'seeds/1/summary.json',
    'seeds/1/samples/x.npy',
    'seeds/1/again/history.csv',
    'seeds/1/again/curves/x.npy',
    'seeds/1/unfinished/state-10',
  ])('include %s', (path) => {
    expect(isOwnFileOfCell(path)).toBe(true);
  });

  it.each([
    'notes.txt',
    'summary.json',
    'seeds/one/summary.json',
    'seeds/1/experiment.json',
    'seeds/1/samples/again/x.npy',
    'seeds/1/again/again/history.csv',
    'seeds/1/samples/again/summary.json',
    'seeds/1/samples/notes.txt',
    'seeds/1/unfinished/mine/state-10',
    'seeds/1/mine/unfinished/state-10',
  ])('do not include %s, which a user wrote', (path) => {
    expect(isOwnFileOfCell(path)).toBe(false);
  });
});

describe('folders that Helvetica makes in a cell', () => {
  it.each(['seeds', 'seeds/1', 'seeds/1/samples', 'seeds/1/again', 'seeds/1/again/curves', 'seeds/1/unfinished'])(
    'include %s',
    (path) => {
      expect(isOwnFolderOfCell(path)).toBe(true);
    },
  );

  it.each([
    'mine',
    'seeds/one',
    'seeds/1/mine',
    'seeds/1/samples/again',
    'seeds/1/again/again',
    'seeds/1/samples/curves',
  ])('do not include %s, which a user made', (path) => {
    expect(isOwnFolderOfCell(path)).toBe(false);
  });
});
