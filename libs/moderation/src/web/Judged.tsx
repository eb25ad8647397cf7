import { PlainText, Section, useT } from '@hiroba/ui';
import type { ReactNode } from 'react';

interface JudgedProps {
  readonly subject: { readonly title: string; readonly text: string; readonly locale: string };
  /** What stands below the text. */
  readonly children?: ReactNode;
}

/** The text that is reported or decided about. */
export function Judged({ subject: { title, text, locale }, children }: JudgedProps) {
  return (
    <Section title={useT()('moderation.text')}>
      <article className="panel grid gap-4" lang={locale}>
        {title ? <h3 className="heading-3">{title}</h3> : null}
        <PlainText text={text} />
      </article>
      {children}
    </Section>
  );
}
