/** HTML that escapes by itself: a template's parts are text, unless they are HTML already. */

import { printableInPages } from '../../core/text/printable.js';

export class Html {
  constructor(readonly text: string) {}
}

export type HtmlPart = Html | string | number | null | readonly HtmlPart[];

/** html`<p>${text}</p>`: strings are escaped, null is empty, lists are concatenated. */
export function html(strings: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html {
  return new Html(strings.reduce((text, string, i) => text + partText(parts[i - 1]) + string));
}

function partText(part: HtmlPart): string {
  if (part === null) return '';
  if (part instanceof Html) return part.text;
  if (Array.isArray(part)) return part.map(partText).join('');
  return escapeHtml(String(part));
}

/** Text that may break after commas and opening brackets: labels such as `adam(beta1=0.5,lr=0.001)` are long words. */
export function breakable(text: string): Html {
  return new Html(escapeHtml(text).replace(/,|(?<! )\(/g, '$&<wbr>'));
}

/** Text with words between backticks set as code. */
export function withCode(text: string): Html {
  return new Html(escapeHtml(text).replace(/`([^`]*)`/g, '<code>$1</code>'));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return printableInPages(text).replace(/[&<>"']/g, (character) => ENTITIES[character]);
}

/** Data for the page's script. `<` is escaped, so that no text in it can end the element or begin a comment. */
export function jsonScript(id: string, data: unknown): Html {
  const json = JSON.stringify(data, (_, value) => {
    if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`report: ${value} in the data of ${id}`);
    return typeof value === 'string' ? printableInPages(value) : value;
  });
  return new Html(`<script type="application/json" id="${escapeHtml(id)}">${json.replaceAll('<', '\\u003c')}</script>`);
}
