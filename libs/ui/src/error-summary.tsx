import { useEffect, useRef } from 'react';
import { fieldId } from './form-context.tsx';
import { useT } from './i18n.tsx';
import { Icon } from './icon.tsx';
import { RefusalStep, useRefusalText } from './refusal-text.tsx';
import type { AnsweredRefusal } from './submit.ts';

/** What keeps a form from being taken: it takes focus, and links to the field that must change. */
export function ErrorSummary({ form, refusal }: { form: string; refusal: AnsweredRefusal }) {
  const t = useT();
  const wording = useRefusalText();
  const box = useRef<HTMLDivElement>(null);
  const heading = `${form}-errors`;
  useEffect(() => box.current?.focus(), [refusal]);
  return (
    <div ref={box} tabIndex={-1} role="group" aria-labelledby={heading} className="error-summary">
      <h2 id={heading} className="flex items-center gap-2 text-std-18B-160">
        <Icon name="error" className="text-error" />
        {t('ui.form.refused')}
      </h2>
      <p>
        {refusal.field
          ? <a className="link" href={`#${fieldId(form, refusal.field)}`}>{wording(refusal)}</a>
          : wording(refusal)}
        {' '}
        <RefusalStep code={refusal.code} />
      </p>
      <p className="text-ink-soft">{t('ui.form.kept')}</p>
    </div>
  );
}
