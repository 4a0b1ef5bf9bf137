/** HTML that escapes by itself: what is put into the template is text, unless it is HTML already. */

export class Html {
  constructor(readonly text: string) {}
}

export type Part = Html | string | number | null | readonly Part[];

/** html`<p>${text}</p>`: strings are escaped, null is nothing, lists are joined. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.reduce((text, string, i) => text + write(parts[i - 1]) + string));
}

function write(part: Part): string {
  if (part === null) return '';
  if (part instanceof Html) return part.text;
  if (Array.isArray(part)) return part.map(write).join('');
  return escapeHtml(String(part));
}

/** Text that may break after its commas and its words' brackets: labels such as `adam(beta1=0.5,lr=0.001)` are long words. */
export function breakable(text: string): Html {
  return new Html(escapeHtml(text).replace(/,|(?<! )\(/g, '$&<wbr>'));
}

/** Text in which words between backticks are code. */
export function coded(text: string): Html {
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
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]);
}

/** Data for the page's script. `<` is escaped, so that no text in it can end the element or begin a comment. */
export function jsonScript(id: string, data: unknown): Html {
  const json = JSON.stringify(data, (_, value) => {
    if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`report: ${value} in the data of ${id}`);
    return value;
  });
  return new Html(`<script type="application/json" id="${escapeHtml(id)}">${json.replaceAll('<', '\\u003c')}</script>`);
}
