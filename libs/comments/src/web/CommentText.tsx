import { Fragment, type ReactNode } from 'react';
import { Link } from 'react-router';
import { useLocale, useT } from '@hiroba/ui';
import { mentionsIn } from '../domain/mentions.ts';
import type { MentionShown } from './comments.graphql.ts';

const special = /(https?:\/\/[^\s<>"'「」『』（）()、。　]+|\*\*[^*\n]+\*\*)/;
const isAddress = (part: string): boolean => /^https?:\/\//.test(part) && URL.canParse(part);
const isStrong = (part: string): boolean => /^\*\*[^*]+\*\*$/.test(part);
const quoted = /^[>＞] ?/;
const item = /^(?:[-*] +|・ *)(?=\S)/;

type Kind = 'TEXT' | 'QUOTE' | 'LIST';
const kindOf = (line: string): Kind => (quoted.test(line) ? 'QUOTE' : item.test(line) ? 'LIST' : 'TEXT');

/** The paragraphs, quotes and lists of plain text. */
export function blocksOf(text: string): { kind: Kind; lines: string[] }[] {
  const blocks: { kind: Kind; lines: string[] }[] = [];
  let before = '';
  for (const line of text.split('\n')) {
    const kind = kindOf(line);
    const last = blocks.at(-1);
    const bare = line.replace(kind === 'QUOTE' ? quoted : kind === 'LIST' ? item : /^$/, '');
    if (line !== '') {
      if (last?.kind === kind && before !== '') last.lines.push(bare);
      else blocks.push({ kind, lines: [bare] });
    }
    before = line;
  }
  return blocks;
}

interface CommentTextProps {
  readonly text: string;
  readonly lang?: string | undefined;
  /** Who is spoken to, shown by name. */
  readonly mentions?: readonly MentionShown[];
}

/** What a person wrote: plain text with its paragraphs, quotes, lists and bold words, in which addresses can be followed. */
export function CommentText({ text, lang, mentions = [] }: CommentTextProps) {
  const t = useT();
  const locale = useLocale();
  const named = (part: string): ReactNode[] => {
    const shown: ReactNode[] = [];
    let at = 0;
    for (const { token, from, to } of mentions.length > 0 ? mentionsIn(part) : []) {
      const person = mentions.find((mention) => mention.token === token)?.person;
      if (person) {
        const name = `@${person.displayName ?? t('ui.person.gone')}`;
        shown.push(part.slice(at, from), person.displayName ? <Link key={from} className="link" to={`/${locale}/people/${person.code}`}>{name}</Link> : name);
        at = to;
      }
    }
    return [...shown, part.slice(at)];
  };
  const inline = (line: string) => line.split(special).map((part, index) => {
    if (isAddress(part)) return <a key={index} href={part} className="link" rel="nofollow ugc noopener">{part}</a>;
    return isStrong(part) ? <strong key={index}>{named(part.slice(2, -2))}</strong> : <Fragment key={index}>{named(part)}</Fragment>;
  });
  return (
    <div className="comment-text measure" lang={lang}>
      {blocksOf(text).map(({ kind, lines }, position) => {
        if (kind === 'LIST') return <ul key={position}>{lines.map((line, at) => <li key={at}>{inline(line)}</li>)}</ul>;
        const words = <p>{inline(lines.join('\n'))}</p>;
        return kind === 'QUOTE' ? <blockquote key={position}>{words}</blockquote> : <Fragment key={position}>{words}</Fragment>;
      })}
    </div>
  );
}
