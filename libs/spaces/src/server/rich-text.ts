import MarkdownIt from 'markdown-it';
import sanitize from 'sanitize-html';
import { Field, ObjectType } from '@nestjs/graphql';
import { locales, type LocalizedText } from '@hiroba/kernel';
import { SafeHtmlScalar } from '@hiroba/server';

const markdown = new MarkdownIt({ html: false, linkify: false, breaks: true });

const civic: sanitize.IOptions = {
  allowedTags: ['p', 'br', 'strong', 'em', 'ul', 'ol', 'li', 'blockquote', 'h2', 'h3', 'h4', 'a', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'hr'],
  allowedAttributes: { a: ['href'], th: ['scope'] },
  allowedSchemes: ['https', 'http', 'mailto', 'tel'],
  allowProtocolRelative: false,
  transformTags: { h1: 'h2', h5: 'h4', h6: 'h4', th: (tagName) => ({ tagName, attribs: { scope: 'col' } }) },
};

const known = new Map<string, string>();
const MOST = 500;

/** The HTML of a staff text in Markdown; a page's own headings begin at level two. */
export function staffHtml(text: string): string {
  const kept = known.get(text);
  if (kept !== undefined) return kept;
  const html = sanitize(markdown.render(text), civic);
  if (known.size >= MOST) known.clear();
  known.set(text, html);
  return html;
}

/** A staff text as HTML, in the languages it exists in. */
@ObjectType()
export class LocalizedHtml {
  @Field(() => SafeHtmlScalar, { nullable: true })
  ja?: string;

  @Field(() => SafeHtmlScalar, { nullable: true })
  en?: string;
}

/** A staff text as HTML. */
export const htmlOf = (text: LocalizedText): LocalizedHtml =>
  Object.fromEntries(locales.flatMap((locale) => (text[locale] ? [[locale, staffHtml(text[locale])] as const] : [])));
