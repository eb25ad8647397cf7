import type { SafeHtml } from '@hiroba/kernel';
import sanitizeHtml from 'sanitize-html';
import { safeLink } from './links.ts';

/** Whose markup it is: staff may also use headings, tables, images of ours and furigana. */
export type HtmlPolicy = 'participant' | 'staff';

/** The longest markup that is accepted for storing, in characters. */
export const LONGEST_HTML = 50_000;

// Markup that was accepted never grows beyond this, so only what came in by another way is cut.
const LONGEST_READ = 8 * LONGEST_HTML;
const DEEPEST = 20;

const NOT_TEXT = [
  'script',
  'style',
  'textarea',
  'option',
  'noscript',
  'noembed',
  'noframes',
  'xmp',
  'iframe',
  'template',
  'svg',
  'math',
  'title',
];
const PARTICIPANT = ['p', 'br', 'ul', 'ol', 'li', 'blockquote', 'strong', 'a'];
const STAFF = [
  ...PARTICIPANT,
  'em',
  'h2',
  'h3',
  'h4',
  'table',
  'caption',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
  'img',
  'ruby',
  'rt',
  'rp',
];

const linked: sanitizeHtml.Transformer = (_, { href = '' }) => {
  const link = safeLink(href);
  const attribs: sanitizeHtml.Attributes = link === undefined ? {} : { href: link, rel: 'nofollow ugc noopener' };
  return { tagName: 'a', attribs };
};

const OUR_FILE = /^\/files\/(?:[A-Za-z0-9_-]+[/.])*[A-Za-z0-9_-]+$/;
const SIZE = /^[1-9]\d{0,4}$/;

const pictured: sanitizeHtml.Transformer = (_, { src = '', alt = '', width = '', height = '' }) => {
  if (!OUR_FILE.test(src)) return { tagName: 'img', attribs: {} };
  const sizes: sanitizeHtml.Attributes = SIZE.test(width) && SIZE.test(height) ? { width, height } : {};
  return { tagName: 'img', attribs: { src, alt, ...sizes } };
};

const cell: sanitizeHtml.Transformer = (tagName, { colspan = '', rowspan = '', scope = '' }) => ({
  tagName,
  attribs: {
    ...(/^[1-9]\d?$/.test(colspan) ? { colspan } : {}),
    ...(/^[1-9]\d?$/.test(rowspan) ? { rowspan } : {}),
    ...(/^(?:row|col)$/.test(scope) ? { scope } : {}),
  },
});

// A tag is never renamed to one that is not allowed: sanitize-html would then close the next tag under the wrong name.
function isWithoutTarget({ tag, attribs }: sanitizeHtml.IFrame): false | 'excludeTag' {
  const target = tag === 'a' ? attribs.href : tag === 'img' ? attribs.src : '';
  return target === undefined ? 'excludeTag' : false;
}

const STAFF_TAGS = { a: linked, img: pictured, th: cell, td: cell, b: 'strong', i: 'em', h1: 'h2', h5: 'h4', h6: 'h4' };

function optionsFor(policy: HtmlPolicy): sanitizeHtml.IOptions {
  return {
    allowedTags: policy === 'staff' ? STAFF : PARTICIPANT,
    allowedAttributes: {
      a: ['href', 'rel'],
      img: ['src', 'alt', 'width', 'height'],
      th: ['colspan', 'rowspan', 'scope'],
      td: ['colspan', 'rowspan'],
    },
    allowedSchemes: ['https', 'http', 'mailto'],
    allowProtocolRelative: false,
    disallowedTagsMode: 'discard',
    nonTextTags: NOT_TEXT,
    nestingLimit: DEEPEST,
    parseStyleAttributes: false,
    transformTags: policy === 'staff' ? STAFF_TAGS : { a: linked, b: 'strong' },
    exclusiveFilter: isWithoutTarget,
  };
}

const options = { participant: optionsFor('participant'), staff: optionsFor('staff') };

/** Why markup is not accepted for storing, or undefined. */
export function htmlProblem(input: string): 'TOO_LONG' | undefined {
  return input.length > LONGEST_HTML ? 'TOO_LONG' : undefined;
}

/** The only maker of markup that may be shown: what the policy allows of the input; its own result stays as it is. */
export function sanitize(input: string, policy: HtmlPolicy): SafeHtml {
  let html = input.slice(0, LONGEST_READ).toWellFormed();
  // A tag that ends inside a dropped one can leave markup that reads differently; it settles in a second pass.
  for (let pass = 0; pass < 5; pass += 1) {
    const cleaned = sanitizeHtml(html, options[policy]);
    if (cleaned === html) return html as SafeHtml;
    html = cleaned;
  }
  return sanitizeHtml(html, { allowedTags: [], allowedAttributes: {}, nonTextTags: NOT_TEXT }) as SafeHtml;
}
