/** One section of the page. */
import type { Context } from '../page/context.js';
import { type Html, html, jsonScript } from '../page/html.js';

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: Html;
  /** For the page's script: embedded as a JSON element of this id. */
  readonly data?: { readonly id: string; readonly json: unknown };
}

/** A section that is still to be rendered; its title names it on the page where that fails. */
export interface SectionSource {
  readonly id: string;
  readonly title: string;
  /** Null where the experiments have nothing to show in it. */
  render(context: Context): Section | null | Promise<Section | null>;
}

/** A section as the page prints it. */
export interface RenderedSection extends Pick<Section, 'id' | 'title' | 'body'> {
  /** The element that holds the section's data; null without any. */
  readonly script: Html | null;
}

/** The section; where it cannot be rendered, one line that says so and why: the others are not affected. */
export async function renderSection(
  { id, title, render }: SectionSource,
  context: Context,
): Promise<RenderedSection | null> {
  try {
    const section = await render(context);
    if (!section) return null;
    const { data, ...rest } = section;
    // Data that JSON cannot hold is found here and not when the page is put together.
    return { ...rest, script: data ? jsonScript(data.id, data.json) : null };
  } catch (error) {
    return {
      id,
      title,
      body: html`<p class="warning"><strong>This section could not be rendered</strong>: ${(error as Error).message}.</p>`,
      script: null,
    };
  }
}
