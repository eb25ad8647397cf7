import { useId, type ReactNode } from 'react';
import { useT } from './i18n.tsx';
import { RichText, type SafeHtml } from './rich-text.tsx';

type Answer = ReactNode;

interface AskCardProps {
  /** What is to be decided, in one sentence. */
  readonly question: string;
  readonly lang?: string | undefined;
  readonly canChange?: Answer;
  readonly cannotChange?: Answer;
  /** Who decides, and by when. */
  readonly decides?: Answer;
  /** What input helps. */
  readonly helps?: Answer;
  /** The one next step. */
  readonly action?: ReactNode;
}

/** The question a page asks: what is to be decided, what can change, who decides by when, what helps. */
export function AskCard({ question, lang, canChange, cannotChange, decides, helps, action }: AskCardProps) {
  const t = useT();
  const id = useId();
  const rows = [
    ['ui.ask.canChange', canChange], ['ui.ask.cannotChange', cannotChange], ['ui.ask.decides', decides],
    ['ui.ask.helps', helps],
  ] as const;
  return (
    <section className="ask-card" aria-labelledby={id} lang={lang}>
      <p className="ask-label">{t('ui.ask.label')}</p>
      <h2 id={id} className="heading-2">{question}</h2>
      <dl>
        {rows.map(([term, answer]) => (answer
          ? <div key={term}><dt>{t(term)}</dt><dd>{answer}</dd></div>
          : null))}
      </dl>
      {action}
    </section>
  );
}

/** An answer of an ask card that staff wrote as rich text. */
export const AskText = ({ html }: { html: SafeHtml }) => <RichText html={html} />;
