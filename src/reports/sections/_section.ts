/** One section of the page. */
import type { Html } from '../page/html.js';

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: Html;
  /** For the page's script: embedded as a JSON element of this id. */
  readonly data?: { readonly id: string; readonly json: unknown };
}
