import MarkdownIt from 'markdown-it';
import { Field, ObjectType } from '@nestjs/graphql';
import { locales, type LocalizedText, type SafeHtml } from '@hiroba/kernel';
import { SafeHtmlScalar, sanitize } from '@hiroba/server';

const markdown = new MarkdownIt({ html: false, linkify: false, breaks: true });

const known = new Map<string, SafeHtml>();
const MOST = 500;

/** The HTML of a staff text in Markdown; a page's own headings begin at level two. */
export function staffHtml(text: string): SafeHtml {
  const kept = known.get(text);
  if (kept !== undefined) return kept;
  const html = sanitize(markdown.render(text), 'staff');
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
