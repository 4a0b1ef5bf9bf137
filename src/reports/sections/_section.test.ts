import { describe, expect, it } from 'vitest';
import type { Context } from '../page/context.js';
import { html } from '../page/html.js';
import { renderSection } from './_section.js';

const context = {} as Context; // no section of these tests looks into it

const renderedWith = (json: unknown) =>
  renderSection(
    {
      id: 'curves',
      title: 'Curves',
      render: () => ({ id: 'curves', title: 'Curves', body: html`<p>plots</p>`, data: { id: 'curves-data', json } }),
    },
    context,
  );

describe('renderSection', () => {
  it('makes JSON of the data once, and gives the element to the page', async () => {
    let count = 0;
    const section = await renderedWith({ toJSON: () => ++count });
    expect(section).toMatchObject({ id: 'curves', body: { text: '<p>plots</p>' } });
    expect(section?.script?.text).toBe('<script type="application/json" id="curves-data">1</script>');
    expect(count).toBe(1);
  });

  it('says so where JSON cannot hold the data, with the element left out', async () => {
    const section = await renderedWith([1, Infinity]);
    expect(section?.body.text).toContain(
      'could not be rendered</strong>: report: Infinity in the data of curves-data.',
    );
    expect(section?.script).toBeNull();
  });
});
