import { expect, test } from 'vitest';
import { openTaskProgress } from './task-progress.js';

function watched(isTTY: boolean) {
  let now = 0;
  let written = '';
  const write = (text: string) => {
    written += text;
    return true;
  };
  const stream = { isTTY, columns: 20, write };
  const waiting = openTaskProgress(stream as unknown as NodeJS.WriteStream, () => now);
  const at = (seconds: number, doing: string, share: number) => {
    now = 1000 * seconds;
    written = '';
    waiting.at(doing, share);
    return written;
  };
  const stop = () => {
    written = '';
    waiting.stop();
    return written;
  };
  return { at, stop };
}

test('a quick task prints nothing', () => {
  const { at, stop } = watched(true);
  expect(at(1.9, 'js', 0.5)).toBe('');
  expect(stop()).toBe('');
});

test('on a terminal there is a live line, cleared at the end', () => {
  const { at, stop } = watched(true);
  expect(at(2, 'js', 0.051)).toBe('\r\x1b[K  5 %  js');
  expect(at(2.1, 'js', 0.06)).toBe('');
  expect(at(2.3, 'a long name of a metric', 0.5)).toBe('\r\x1b[K 50 %  a long name ');
  expect(stop()).toBe('\r\x1b[K');
});

test('elsewhere there is a line every ten seconds', () => {
  const { at, stop } = watched(false);
  expect(at(2, 'js', 0.05)).toBe('  5 %  js\n');
  expect(at(11, 'js', 0.5)).toBe('');
  expect(at(12, 'nulls', 0.5)).toBe(' 50 %  nulls\n');
  expect(stop()).toBe('');
});
