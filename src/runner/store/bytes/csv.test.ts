import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { type CsvCell, csvText, parseCsv, readCsv, writeCsv } from './csv.js';

const folder = mkdtempSync(join(tmpdir(), 'helvetica-csv-'));
afterAll(() => rmSync(folder, { recursive: true }));

const cell = (value: CsvCell) =>
  csvText({ columns: ['a', 'b'], rows: [[value, 0]] }).slice('a,b\n'.length, -',0\n'.length);

describe('writing CSV', () => {
  it('keeps numbers as they are, infinite and negative ones too', () => {
    const rows = [[-1.5, -Infinity, Infinity, 1e-7, 0.1, null]];
    expect(csvText({ columns: ['a', 'b', 'c', 'd', 'e', 'f'], rows })).toBe(
      'a,b,c,d,e,f\n-1.5,-Infinity,Infinity,1e-7,0.1,\n',
    );
  });

  it.each([
    ['=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
    ['+x', "'+x"],
    ['-x', "'-x"],
    ['@x', "'@x"],
    ["'=x", "''=x"],
    ['-0.5', '-0.5'],
    ['-Infinity', '-Infinity'],
    ["it's", "it's"],
    ['two\r\nlines', '"two\nlines"'],
  ])('guards text that a spreadsheet would run, and nothing else: %j', (text, inFile) => {
    expect(cell(text)).toBe(inFile);
  });

  it('writes tables of any length, row by row, and says which row is wrong', async () => {
    function* rows(wrong = 0) {
      for (let i = 1; i <= 2500; i++) yield i === wrong ? [i] : [i, `row ${i}`];
    }
    const path = join(folder, 'long.csv');
    await writeCsv(path, { columns: ['n', 'text'], rows: rows() });
    const read = await readCsv(path, ['n', 'text']);
    rmSync(path);
    expect(read).toEqual([...rows()].map(([n, text]) => [String(n), text]));
    expect(() => csvText({ columns: ['n', 'text'], rows: rows(2100) })).toThrow('row 2100 has 1 cells, the header 2');
  });

  it('guards the header too', () => {
    expect(csvText({ columns: ['=a'], rows: [] })).toBe("'=a\n");
  });

  it('writes a header alone where there are no rows', () => {
    expect(csvText({ columns: ['cell', 'seed'], rows: [] })).toBe('cell,seed\n');
  });

  it('refuses NaN, and rows of another width', () => {
    expect(() => cell(NaN)).toThrow('csv: NaN is not a metric value; write an empty cell and the reason');
    expect(() => csvText({ columns: ['a', 'b'], rows: [[1, 2], [1]] })).toThrow('csv: row 2 has 1 cells, the header 2');
  });

  it('replaces the whole file and leaves nothing beside it', async () => {
    const path = join(folder, 'history.csv');
    await writeCsv(path, { columns: ['step'], rows: [[1], [2], [3]] });
    await writeCsv(path, { columns: ['step'], rows: [[7]] });
    expect(readFileSync(path, 'utf8')).toBe('step\n7\n');
    expect(await readCsv(path, ['step'])).toEqual([['7']]);
    expect(readdirSync(folder)).toEqual(['history.csv']);
  });
});

describe('reading CSV', () => {
  it('gives back every text that was written', () => {
    const text = fc.oneof(fc.string(), fc.stringMatching(/^[',"\n=+\-@\t a]{0,6}$/)).filter((t) => !t.includes('\r'));
    const row = fc.tuple(text, text, text);
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const columns = ['a', 'b', 'c'];
        expect(parseCsv(csvText({ columns, rows }), columns, 'f')).toEqual(rows);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('accepts line ends of either kind, and a last line without one', () => {
    expect(parseCsv('a,b\r\n1,2\r\n"x\ny",', ['a', 'b'], 'f')).toEqual([
      ['1', '2'],
      ['x\ny', ''],
    ]);
    for (const last of ['5,', '5,\n', '"5",', '5,""']) {
      expect(parseCsv(`a,b\n"1\n2",3\n'4,'=4\n${last}`, ['a', 'b'], 'f')).toEqual([
        ['1\n2', '3'],
        ["'4", '=4'],
        ['5', ''],
      ]);
    }
  });

  it.each([
    ['', "f.csv:1: the columns are ''; needed 'a,b'"],
    ['b,a\n', "f.csv:1: the columns are 'b,a'; needed 'a,b'"],
    ['a,b\n"1\n1",2\n3\n', 'f.csv:4: has 1 cells, the header 2'],
    ['a,b\n"1\n1",2\n1,2\n3\n', 'f.csv:5: has 1 cells, the header 2'],
    ['a,b\n1\r,2\n', 'f.csv:2: unclosed quote, or a quote inside an unquoted cell'],
    ['a,b\n1,2\n"1\n1",2"3\n', 'f.csv:4: unclosed quote, or a quote inside an unquoted cell'],
    ['a,b\n\n1,2\n', 'f.csv:2: has 1 cells, the header 2'],
    ['a,b\n1,"2\n', 'f.csv:2: unclosed quote, or a quote inside an unquoted cell'],
    ['a,b\n1,2"3\n', 'f.csv:2: unclosed quote, or a quote inside an unquoted cell'],
  ])('says what is wrong, and where: %j', (text, message) => {
    expect(() => parseCsv(text, ['a', 'b'], 'f.csv')).toThrow(message);
  });
});
