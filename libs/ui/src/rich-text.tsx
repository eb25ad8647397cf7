import { useMemo } from 'react';

/** HTML that went through the server's sanitiser; nothing else may be shown as HTML. */
export type SafeHtml = string & { readonly __safe?: 'html' };

/** What browsers with trusted types want instead of a string; elsewhere the string itself. */
type Policy = { createHTML(html: string): unknown };
interface PolicyFactory {
  createPolicy(name: string, rules: { createHTML(html: string): string }): Policy;
}

let policy: Policy | undefined;

/** The sanitiser runs on the server, on write and on read; the browser only learns that it has. */
function trusted(html: SafeHtml): string {
  const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes;
  if (!factory) return html;
  policy ??= factory.createPolicy('hiroba', { createHTML: (safe) => safe });
  return policy.createHTML(html) as string;
}

interface RichTextProps {
  readonly html: SafeHtml;
  /** The language it was written in, where it is not that of the page. */
  readonly lang?: string | undefined;
}

/** A text with paragraphs, lists and links, as written by a person: one of two places where HTML becomes a page. */
export function RichText({ html, lang }: RichTextProps) {
  const content = useMemo(() => ({ __html: trusted(html) }), [html]);
  return <div className="prose" lang={lang} dangerouslySetInnerHTML={content} />;
}

/** A foot of the page that the server has drawn from its own words: what stands there when scripts come is what stays. */
export function KeptFooter({ className, html }: { className: string; html: SafeHtml }) {
  const content = useMemo(() => ({ __html: trusted(html) }), [html]);
  return <footer className={className} suppressHydrationWarning dangerouslySetInnerHTML={content} />;
}

/** A text without markup: its line breaks are kept. */
export const PlainText = ({ text, lang }: { text: string; lang?: string | undefined }) =>
  <p className="whitespace-pre-line measure" lang={lang}>{text}</p>;
