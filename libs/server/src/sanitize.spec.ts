import { sharedJson, sharedTest } from '@hiroba/kernel/testing/shared-data.ts';
import { describe, expect, test } from '@jest/globals';
import { JSDOM } from 'jsdom';
import { safeLink } from './links.ts';
import { fromPlain, toPlain } from './plain-text.ts';
import { htmlProblem, sanitize, type HtmlPolicy } from './sanitize.ts';
import { effort } from '@hiroba/kernel/testing/effort.ts';

const { document } = new JSDOM('').window;

const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    'P BR UL OL LI BLOCKQUOTE STRONG EM H2 H3 H4 TABLE CAPTION THEAD TBODY TR RUBY RT RP'
      .split(' ')
      .map((tag) => [tag, []]),
  ),
  A: ['href', 'rel'],
  IMG: ['src', 'alt', 'width', 'height'],
  TH: ['colspan', 'rowspan', 'scope'],
  TD: ['colspan', 'rowspan'],
};

/** What a browser would make of the markup that the policy does not name, after two round trips through innerHTML. */
function foreign(html: string): string[] {
  const box = document.createElement('div');
  box.innerHTML = html;
  const again = document.createElement('div');
  again.innerHTML = box.innerHTML;
  return [...again.querySelectorAll('*')].flatMap((element) => {
    const attributes = ALLOWED[element.tagName];
    if (attributes === undefined) return [element.tagName];
    const odd = [...element.attributes]
      .filter(({ name }) => !attributes.includes(name))
      .map(({ name }) => `${element.tagName} ${name}`);
    const url = element.getAttribute('href') ?? element.getAttribute('src') ?? '/';
    return /^(?:https?:\/\/|mailto:|\/(?!\/))/i.test(url) ? odd : [...odd, url];
  });
}

function checked(input: string): string {
  for (const policy of ['participant', 'staff'] satisfies HtmlPolicy[]) {
    const html = sanitize(input, policy);
    expect(foreign(html)).toEqual([]);
    expect(sanitize(html, policy)).toBe(html);
  }
  return sanitize(input, 'staff');
}

describe('the corpora', () => {
  interface Cases {
    cases: { html?: string; payload?: string }[];
  }
  test.each([['0', 1]])('control: the judge finds script number %s', (_, n) => {
    expect(foreign('<p onclick="x"><a href="javascript:x">')).toHaveLength(n + 1);
  });
  for (const [id, name] of [
    ['XSS-01', 'html5sec-vectors'],
    ['XSS-02', 'dompurify-fixtures'],
    ['XSS-03', 'sanitize-html-cases'],
  ]) {
    const file = `security/${name}.json`;
    sharedTest(`${id} ${name}`, file, () => {
      const { cases } = sharedJson<Cases>(file);
      for (const { html, payload } of cases) checked(html ?? payload ?? '');
      expect(cases.length).toBeGreaterThan(80);
    });
  }
  const names = 'security/naughty-strings.json';
  sharedTest('naughty strings as markup and as text', names, () => {
    const found = sharedJson<{ cases?: unknown }>(names);
    for (const value of JSON.stringify(found).split('","')) {
      checked(value);
      expect(foreign(fromPlain(value))).toEqual([]);
    }
  });
});

describe('the attacks', () => {
  test.each([
    ['XSS-04', '<xmp><script>alert(1)</script></xmp>a', 'a'],
    [
      'XSS-04',
      '<noembed><img src=x onerror=x></noembed><noframes><svg onload=x></noframes><noscript><p title="</noscript><img src=x onerror=x>">',
      '',
    ],
    ['XSS-04', '<iframe srcdoc="<script>x</script>"></iframe><template><script>x</script></template>b', 'b'],
    ['XSS-05', '<textarea>&lt;/textarea&gt;&lt;svg onload=x&gt;</textarea>a', 'a'],
    ['XSS-06', '<ScRiPt>x</ScRiPt>a<svg/onload=x>', 'a'],
    ['XSS-06', '<p>a<img src=x onerror=x//', '<p>a</p>'],
    [
      'XSS-07',
      '<p><a href="javascript:x">a</a><b>b</b> c <img src="//x"><i>d</i> e</p>',
      '<p>a<strong>b</strong> c <em>d</em> e</p>',
    ],
    ['XSS-09', '<p style="position:fixed" class="button">a</p>', '<p>a</p>'],
    [
      'XSS-10',
      '<a id="__NEXT_DATA__" name="x" href="/a">a</a><form name="document">b</form>',
      '<a href="/a" rel="nofollow ugc noopener">a</a>b',
    ],
    [
      'XSS-21',
      '<base href="//evil.test/"><meta http-equiv=refresh content="0;url=//evil.test"><link rel=stylesheet href=x>a',
      'a',
    ],
    ['XSS-22', '<style>@import url(//evil.test)</style><p style="background:url(//evil.test)">a</p>', '<p>a</p>'],
  ])('%s %s', (_, input, html) => {
    expect(checked(input)).toBe(html);
  });

  test('XSS-06 a NUL does not hide a tag', () => {
    expect(checked('<scr\0ipt>alert(1)</scr\0ipt>')).not.toMatch(/<scr/i);
  });

  test.each([
    'javascript:x',
    'jAvAsCrIpT:x',
    'java\tscript:x',
    'java\nscript:x',
    '\u0001javascript:x',
    '\u00a0javascript:x',
    '\u3000javascript:x',
    '\u200bjavascript:x',
    'data:text/html,x',
    'vbscript:x',
    '//evil.test',
    '/\\evil.test',
    '\\\\evil.test',
    'https:evil',
    'http://user:pw@evil.test/',
    'a/b',
    '#x',
    'mailto:',
    '',
    'file:///x',
  ])('XSS-07 %j is no link', (href) => {
    expect(safeLink(href)).toBeUndefined();
    expect(checked(`<a href="${href}">a</a>`)).toBe('a');
    expect(checked(`<a href="${[...href].map((c) => `&#${c.codePointAt(0)};`).join('')}">a</a>`)).toBe('a');
  });

  test.each([
    'https://example.jp/公園?a=1&b=2',
    'http://example.jp',
    'mailto:a@example.jp',
    '/ja/spaces/park',
    ' \u3000https://example.jp/\u00a0',
  ])('XSS-07 %j is a link', (href) => {
    const html = checked(`<a href="${href}" target=_blank onclick=x>a</a>`);
    expect(html).toBe(`<a href="${(safeLink(href) ?? '').replaceAll('&', '&amp;')}" rel="nofollow ugc noopener">a</a>`);
  });

  test('XSS-08 markup that mutates', () => {
    checked('<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=x&gt;">');
    checked('<svg></p><style><a id="</style><img src=1 onerror=x>">');
  });

  test.each([
    '[x](javascript:alert(1))',
    '<javascript:alert(1)>',
    '![x](http://evil.test/x.png)',
    '<!-- a -->',
    '[a[b](http://a.test)](http://b.test)',
    '['.repeat(10_000),
  ])('XSS-18 %.40j stays text', (markdown) => {
    const html = fromPlain(markdown);
    expect(effort(() => fromPlain(markdown))).toBeLessThan(50);
    expect(toPlain(html)).toBe(markdown);
    expect(html).not.toMatch(/<img|href="(?!http)/);
  });

  test.each([
    ['<', 100_000],
    ['<b>', 20_000],
    ['<ul><li>', 12_500],
    ['&#x', 33_000],
    ['<!--', 25_000],
    ['<a href="/a">', 8_000],
    ['<a>x</a>', 12_500],
    ['<img>', 20_000],
    ['<svg>', 20_000],
  ])('XSS-23 DOS-01 %s × %i', (unit, n) => {
    expect(effort(() => sanitize(unit.repeat(n), 'staff'))).toBeLessThan(400);
  });

  test('nesting ends at twenty', () => {
    expect(checked(`${'<blockquote>'.repeat(30)}a`).match(/<blockquote>/g)).toHaveLength(20);
  });

  test('more than 50,000 characters are not accepted', () => {
    expect([htmlProblem('x'.repeat(50_000)), htmlProblem('x'.repeat(50_001))]).toEqual([undefined, 'TOO_LONG']);
  });
});

describe('the policies', () => {
  const input =
    '<h1>題</h1><p><b>太</b><em>斜</em></p><img src="/files/ab12.webp" alt="" width="10" height="9"><table><tr><th scope="col" onclick="x">a</th></tr></table>';

  test('staff', () => {
    expect(checked(input)).toBe(
      '<h2>題</h2><p><strong>太</strong><em>斜</em></p><img src="/files/ab12.webp" alt="" width="10" height="9" /><table><tr><th scope="col">a</th></tr></table>',
    );
  });

  test('participants', () => {
    expect(sanitize(input, 'participant')).toBe('題<p><strong>太</strong>斜</p>a');
  });

  test.each(['https://evil.test/x.png', '/files/../account', '//evil.test', 'data:image/png;base64,x', '/other/x.png'])(
    'no image %s',
    (src) => {
      expect(checked(`<img src="${src}">a`)).toBe('a');
    },
  );
});

describe('plain text', () => {
  test.each([
    ['一行目\n二行目\r\n \r\n次の段落', '<p>一行目<br />二行目</p><p>次の段落</p>'],
    ['<b>a</b> & "b"', '<p>&lt;b&gt;a&lt;/b&gt; &amp; "b"</p>'],
    [
      '詳しくはhttps://example.jp/a?b=1&c=2をご覧ください。',
      '<p>詳しくは<a href="https://example.jp/a?b=1&amp;c=2" rel="nofollow ugc noopener">https://example.jp/a?b=1&amp;c=2</a>をご覧ください。</p>',
    ],
    [
      '(see http://example.jp/a_(b)).',
      '<p>(see <a href="http://example.jp/a_(b)" rel="nofollow ugc noopener">http://example.jp/a_(b)</a>).</p>',
    ],
    ['http://user:pw@example.jp javascript:x', '<p>http://user:pw@example.jp javascript:x</p>'],
    [' \n\n ', ''],
  ])('%j', (text, html) => {
    expect(fromPlain(text)).toBe(html);
    expect(checked(html)).toBe(html);
  });

  test.each(['段落\n改行\n\n次 <b>&amp;</b> "x"', 'https://example.jp/'])('%j comes back', (text) => {
    expect(toPlain(fromPlain(text))).toBe(text);
  });

  test('markup loses its tags only', () => {
    expect(toPlain('<h2>題</h2><p>a<br>b</p><ul><li>c</li><li>d &lt;</li></ul><script>x</script>')).toBe(
      '題\n\na\nb\n\n・c\n・d <',
    );
  });

  test.each(['http:', 'http://a/(', 'http://a.', 'www.', '\n', ' ', '. '])('DOS-01 100 kB of %j', (unit) => {
    expect(effort(() => fromPlain(`x${unit.repeat(100_000 / unit.length)}x`))).toBeLessThan(200);
  });
});
