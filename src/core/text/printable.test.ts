import { describe, expect, it } from 'vitest';
import { printable, printableLine } from './printable.js';

describe('printable', () => {
  it('shows what a terminal would obey as its code', () => {
    expect(printable('\u001b]0;title\u0007 \u001b[2J')).toBe('\\u001b]0;title\\u0007 \\u001b[2J');
    expect(printable('a\rb\u0000\u007f\u009b31m')).toBe('a\\u000db\\u0000\\u007f\\u009b31m');
  });

  it('shows what reorders, hides or breaks text as its code', () => {
    expect(printable('csv.\u202efdp\u2066x\u2069\u200b\ufeff\u2028')).toBe(
      'csv.\\u202efdp\\u2066x\\u2069\\u200b\\ufeff\\u2028',
    );
    expect(printable('tag \u{e0041}')).toBe('tag \\udb40\\udc41');
  });

  it('leaves text, newlines and tabs', () => {
    const text = 'ein Ring, \u00e4\u00f6\u00fc \u03b8 \u2264 \u4e2d\u6587 \u{1f600}\n\tnext';
    expect(printable(text)).toBe(text);
  });

  it('is idempotent, and JSON means the same afterwards', () => {
    const hostile = { 'k\u202e': 'v\u001b\u007f\u009b\u{e0041}\ud800' };
    const json = JSON.stringify(hostile);
    expect(printable(printable(json))).toBe(printable(json));
    expect(JSON.parse(printable(json))).toEqual(hostile);
  });

  it('puts a text on one line, so that it cannot imitate a line of a command', () => {
    expect(printableLine('question\n\nhelvetica: all is well\t!\n')).toBe('question helvetica: all is well !');
  });
});
