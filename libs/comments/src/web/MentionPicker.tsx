import type { MouseEvent } from 'react';
import { Button, TextField, useInterlude, useT } from '@hiroba/ui';
import type { MentionableShown } from './comments.graphql.ts';
import { insert } from './insert.ts';

// With a script the words go to where somebody writes; without one the form comes back with them.
const put = (event: MouseEvent<HTMLButtonElement>) => {
  const { form, value } = event.currentTarget;
  if (insert(form, `@${value} `, 'AT_CARET')) event.preventDefault();
};

/** Finds somebody to speak to; all of it is part of the form around. */
export function MentionPicker({ form }: { form: string }) {
  const t = useT();
  const found = useInterlude(form)?.found as readonly MentionableShown[] | undefined;
  return (
    <details className="grid" open={found ? true : undefined}>
      <summary className="button button-quiet button-small -ml-4 w-fit">{t('comments.mention.open')}</summary>
      <div className="grid gap-3 pt-2">
        <div className="flex flex-wrap items-end gap-3">
          <TextField name="person" label={t('comments.mention.label')} hint={t('comments.mention.hint')} optional />
          <Button name="find" value="1" small>{t('comments.mention.find')}</Button>
        </div>
        {found ? (
          <div role="status" className="flex flex-wrap items-center gap-2">
            {found.length === 0 ? <p>{t('comments.mention.nobody')}</p> : found.map(({ token, person }) => (
              <Button key={token} small name="mention" value={token} onClick={put}>
                {t('comments.mention.put', { name: person.displayName ?? token })}
                <span className="text-ink-soft">@{token}</span>
              </Button>
            ))}
          </div>
        ) : null}
      </div>
    </details>
  );
}
