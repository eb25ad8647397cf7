import { useEffect, useRef, useState, type MouseEvent } from 'react';
import { fieldId } from './form-context.tsx';
import { useT } from './i18n.tsx';
import { Icon } from './icon.tsx';
import { RefusalStep, useRefusalText } from './refusal-text.tsx';
import type { AnsweredRefusal } from './submit.ts';

/** The words of a field's label or legend, without the mark behind them. */
function labelOf(id: string): string {
  const field = document.getElementById(id);
  const label = field && 'labels' in field ? (field as HTMLInputElement).labels?.[0] : field?.querySelector('legend');
  return label?.firstChild?.textContent?.trim() ?? '';
}

// Following the address would count as leaving the answer of the form, and the reasons would be gone with it.
const toField = (event: MouseEvent<HTMLAnchorElement>): void => {
  const field = document.getElementById(event.currentTarget.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  field.focus();
};

// Without a script the browser itself opens the page that answers at this box; with one the effect below gives it the focus.
const takesFocus = { tabIndex: -1, autoFocus: true } as const;

/** What keeps a form from being taken: it takes focus, and links to the field that must change. */
export function ErrorSummary({ form, refusal }: { form: string; refusal: AnsweredRefusal }) {
  const t = useT();
  const box = useRef<HTMLDivElement>(null);
  const heading = `${form}-errors`;
  const all = [refusal, ...(refusal.others ?? [])];
  useEffect(() => box.current?.focus(), [refusal]);
  return (
    <div ref={box} {...takesFocus} role="group" aria-labelledby={heading} className="error-summary">
      <h2 id={heading} className="flex items-center gap-2 text-std-18B-160">
        <Icon name="error" className="text-error" />
        {t('ui.form.refused')}
      </h2>
      {all.length === 1 ? <p><Reason form={form} refusal={refusal} /></p> : (
        <ul className="grid gap-2 list-disc pl-6">
          {all.map((each) => <li key={`${each.field} ${each.code}`}><Reason form={form} refusal={each} /></li>)}
        </ul>
      )}
      <p className="text-ink-soft">{t('ui.form.kept')}</p>
    </div>
  );
}

/** One reason: a link to the field that must change, or the way out. */
function Reason({ form, refusal }: { form: string; refusal: AnsweredRefusal }) {
  const t = useT();
  const wording = useRefusalText();
  const target = refusal.field ? fieldId(form, refusal.field) : undefined;
  const [label, setLabel] = useState('');
  useEffect(() => setLabel(target ? labelOf(target) : ''), [refusal, target]);
  return (
    <>
      {target
        ? <a className="link" href={`#${target}`} onClick={toField}>{label ? t('ui.form.at', { label, reason: wording(refusal) }) : wording(refusal)}</a>
        : wording(refusal)}
      {' '}
      <RefusalStep code={refusal.code} />
    </>
  );
}
