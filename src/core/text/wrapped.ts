const MIN_WIDTH = 40; // characters: text narrower than this is harder to read than lines that the terminal breaks

/**
 * Text broken between words into lines of at most `width` characters, or of 40 where `width` is less. A longer word has
 * a line of its own.
 *
 *     wrapped('in nats; divide by ln 2 for bits, which are the larger number', 44)
 *     // ['in nats; divide by ln 2 for bits, which are', 'the larger number']
 */
export function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line === undefined || line.length + 1 + word.length > Math.max(MIN_WIDTH, width)) lines.push(word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines;
}
