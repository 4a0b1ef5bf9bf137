/** Text from elsewhere, made safe to show: file names, questions, labels, reasons of errors, headers of data files. */

// Control characters, format characters (among them those that reverse the order of text), and the two separators that break
// lines without being newlines. Newlines and tabs stay.
const UNSAFE = /(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * The text with what a terminal obeys, and what hides or reorders text, replaced by its code; idempotent, and JSON stays the same
 * JSON.
 *
 *     printable('\u001b[31mred') // '\\u001b[31mred'
 */
export function printable(text: string): string {
  return text.replace(UNSAFE, codes).replace(LONE_SURROGATE, codes);
}

/**
 * The same on one line: line breaks and tabs become spaces.
 *
 *     printableLine('one\n two\n') // 'one two'
 */
export function printableLine(text: string): string {
  return printable(text.replace(/\s*[\n\t]\s*/g, ' ')).trim();
}

// In a page, where the report itself joins words with format characters: those that only hide are left.
const UNSAFE_IN_PAGES = /(?![\n\t])[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/gu;

/**
 * The text with what a page would obey, or would reorder text by, replaced by its code.
 *
 *     printableInPages('csv.\u202efdp') // 'csv.\\u202efdp'
 */
export function printableInPages(text: string): string {
  return text.replace(UNSAFE_IN_PAGES, codes).replace(LONE_SURROGATE, codes);
}

/** `\uXXXX` for each UTF-16 unit, as in JSON. */
function codes(characters: string): string {
  return Array.from({ length: characters.length }, (_, i) => {
    const code = characters.charCodeAt(i).toString(16).padStart(4, '0');
    return `\\u${code}`;
  }).join('');
}
