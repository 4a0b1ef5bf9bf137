// Forged values: what a stranger's file may hold where Helvetica writes a name, a number or a list. Harmless all of them.

const deep = (levels) => {
  let nested = 'x';
  for (let i = 0; i < levels; i++) nested = [nested];
  return nested;
};

/** By name. `outside`: an absolute path in the box, where a write would be noticed. */
const VALUES = (outside) => ({
  null: null,
  true: true,
  'a word': 'word',
  'an empty text': '',
  'two dots': '..',
  'a path upwards': '../../../../outside/deep',
  'an absolute path': outside,
  'control characters': 'a\u001b]0;title\u0007\u001b[2J\r\u202e\u2066b\u0000',
  'a fraction': 0.5,
  'a negative number': -1,
  zero: 0,
  'a large number': 1e15,
  'a huge number': 1e308,
  'the word NaN': 'NaN',
  'an empty list': [],
  'a list of null': [null],
  'an empty object': {},
  'an object': { name: 'x', x: 1 },
  'a long text': 'x'.repeat(100_000),
  'extra nesting': deep(500),
});

/** Every place of the JSON value, as a path of keys; of a list its first item. */
export function placesOf(json, path = []) {
  const inside =
    json === null || typeof json !== 'object'
      ? []
      : Array.isArray(json)
        ? json.slice(0, 1).flatMap((item) => placesOf(item, [...path, 0]))
        : Object.entries(json).flatMap(([key, value]) => placesOf(value, [...path, key]));
  return path.length > 0 ? [path, ...inside] : inside;
}

/** `{ name, json }` for every place of the JSON value and every forged value, and without the key, and with its name a path. */
export function* forgeries(json, outside) {
  for (const path of placesOf(json)) {
    const where = path.join('.');
    for (const [name, value] of Object.entries(VALUES(outside)))
      yield { name: `${where}: ${name}`, path, json: changed(json, path, () => value) };
    if (typeof path.at(-1) === 'number') continue;
    yield { name: `${where}: missing`, path, json: changed(json, path, () => undefined) };
    for (const key of ['../../../../outside/deep', 'a\u001b[2Jb', '__proto__'])
      yield {
        name: `${where}: the key ${JSON.stringify(key)} beside it`,
        path,
        json: changed(json, path.slice(0, -1), (holder) =>
          JSON.parse(`{${JSON.stringify(key)}: 1, ${JSON.stringify(holder).slice(1)}`),
        ),
      };
  }
  for (const [name, value] of Object.entries(VALUES(outside)))
    yield { name: `the whole: ${name}`, path: [], json: value };
}

function changed(json, path, change) {
  if (path.length === 0) return change(json);
  const [step, ...rest] = path;
  const copy = Array.isArray(json) ? [...json] : { ...json };
  copy[step] = changed(json[step], rest, change);
  return copy;
}

const HEADER = 'step,metric,value,absent\n';

/** Texts in place of a history. */
export const HISTORIES = {
  empty: '',
  'no rows': HEADER,
  'a row cut off': `${HEADER}0,js`,
  'an open quote': `${HEADER}0,"js,0.5,\n`,
  'steps that are NaN': `${HEADER}NaN,js,0.5,\n`,
  'values that are NaN': `${HEADER}20,js,NaN,\n20,modes-covered,NaN,\n`,
  'steps beyond the run': `${HEADER}1000000000000,js,0.5,\n`,
  'steps out of order': `${HEADER}20,js,0.5,\n0,js,0.5,\n`,
  'a shorter run': `${HEADER}10,js,0.5,\n10,modes-covered,4,\n`,
  'another metric': `${HEADER}20,unheard-of,0.5,\n`,
  'control characters': `${HEADER}20,"j\u001b[2J\rs",0.5,\n20,js,,"why\u202e\u001b]0;x\u0007"\n`,
  'a million cells in a row': `${HEADER}${'0,'.repeat(1e6)}\n`,
  binary: '\u0000\u0001\ufffd',
};

/** Bytes in place of an array: `.npy` files that are cut off, or whose header lies. */
export const ARRAYS = {
  empty: Buffer.alloc(0),
  'not an array': Buffer.from('hello\n'),
  'no data': npy("{'descr': '<f8', 'fortran_order': False, 'shape': (5,), }"),
  'a huge shape': npy("{'descr': '<f8', 'fortran_order': False, 'shape': (1000000000000, 1000000000000), }"),
  'a negative shape': npy("{'descr': '<f8', 'fortran_order': False, 'shape': (-1, 2), }"),
  'no axes': npy("{'descr': '<f8', 'fortran_order': False, 'shape': (), }", Buffer.alloc(8)),
  'an empty axis': npy("{'descr': '<f8', 'fortran_order': False, 'shape': (0, 0), }"),
  'one number': npy("{'descr': '<f8', 'fortran_order': False, 'shape': (1,), }", Buffer.alloc(8)),
  'numbers that are NaN': npy("{'descr': '<f8', 'fortran_order': False, 'shape': (3,), }", Buffer.alloc(24, 255)),
  'NaN in a plane': npy("{'descr': '<f8', 'fortran_order': False, 'shape': (3, 2), }", Buffer.alloc(48, 255)),
  'another type': npy("{'descr': 'O\u001b[2J', 'fortran_order': False, 'shape': (1,), }", Buffer.alloc(8)),
  'three axes': npy("{'descr': '<f4', 'fortran_order': False, 'shape': (3, 1, 7), }", Buffer.alloc(84, 255)),
};

function npy(header, data = Buffer.alloc(0)) {
  const text = Buffer.from(`${header.padEnd(117)}\n`, 'latin1');
  const length = Buffer.alloc(2);
  length.writeUInt16LE(text.length);
  return Buffer.concat([Buffer.from('\x93NUMPY\x01\x00', 'latin1'), length, text, data]);
}
