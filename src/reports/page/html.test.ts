import { describe, expect, it } from 'vitest';
import { breakable, html, jsonScript, withCode } from './html.js';

describe('html', () => {
  it('escapes text in elements and attributes, and leaves HTML as it is', () => {
    const inner = html`<b>${'a & b'}</b>`;
    expect(html`<p title="${`"><script>`}">${inner}${null}${[1, "it's"]}</p>`.text).toBe(
      '<p title="&quot;&gt;&lt;script&gt;"><b>a &amp; b</b>1it&#39;s</p>',
    );
  });

  it('lets long labels break after commas and brackets, escaped all the same', () => {
    expect(breakable('adam(beta1=0.5,lr=<1>)').text).toBe('adam(<wbr>beta1=0.5,<wbr>lr=&lt;1&gt;)');
    expect(breakable('ring (smoke): none').text).toBe('ring (smoke): none');
  });

  it('sets words between backticks as code, escaped all the same', () => {
    expect(withCode('`kde` asks for p < `q`').text).toBe('<code>kde</code> asks for p &lt; <code>q</code>');
  });

  it('puts data into a script element that no text can end', () => {
    const data = { reason: '</script><!-- <script>' };
    const { text } = jsonScript('d', data);
    expect(text.match(/</g)).toHaveLength(2);
    expect(JSON.parse(text.replace(/^.*?>|<\/script>$/g, ''))).toEqual(data);
  });

  it('shows control characters and those that reverse the order of text as their codes, in text and in data', () => {
    expect(html`<p>${'a\u202eb\u0007\u2066'}</p>`.text).toBe('<p>a\\u202eb\\u0007\\u2066</p>');
    expect(jsonScript('d', { label: '\u202ecsv' }).text).toContain('{"label":"\\\\u202ecsv"}');
  });

  it('refuses numbers that JSON would turn into null', () => {
    expect(() => jsonScript('d', { y: [1, Infinity] })).toThrow('report: Infinity in the data of d');
  });
});
