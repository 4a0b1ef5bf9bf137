/** One part of the page: its title, what it shows, and the data that the page's script needs for it. */
import type { Html } from '../page/html.js';

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: Html;
  readonly data?: { readonly id: string; readonly json: unknown };
}
