import type { ReactNode } from 'react';
import { AskCard } from '@hiroba/ui';
import type { AnsweredAsk } from './desk/AskFields.tsx';
import { useWords, type Answered } from './words.ts';

/** An ask card in the reader's language; nothing where it does not say what is to be decided. */
export function Asked({ ask, action }: { readonly ask: AnsweredAsk; readonly action?: ReactNode }) {
  const words = useWords();
  const asked = words(ask.decided);
  if (!asked.text) return null;
  const answer = (part: Answered | null | undefined) => {
    const { text, lang } = words(part);
    return text ? <span className="whitespace-pre-line" lang={lang}>{text}</span> : undefined;
  };
  const decides = [words(ask.decider), words(ask.deadline)].filter(({ text }) => text);
  return (
    <AskCard
      question={asked.text} lang={asked.lang} canChange={answer(ask.changeable)} cannotChange={answer(ask.fixed)}
      decides={decides.length > 0 ? decides.map(({ text, lang }) => <span key={text} className="block" lang={lang}>{text}</span>) : undefined}
      helps={answer(ask.wanted)} action={action}
    />
  );
}
