import { useId, type ReactNode } from 'react';
import { useT } from '@hiroba/ui';
import { headingsIn } from '../domain/categories.ts';
import type { Look } from '../domain/look.ts';
import type { VoteChoiceFragment } from './gql/graphql.ts';

interface LookFieldsProps {
  readonly options: readonly VoteChoiceFragment[];
  readonly look: Look;
  /** What is pressed to look. */
  readonly children: ReactNode;
}

/** What many options are narrowed by: a heading, and words. */
export function LookFields({ options, look, children }: LookFieldsProps) {
  const t = useT();
  const id = useId();
  const headings = headingsIn(options);
  return (
    <div className="look-fields">
      {headings.length > 1 ? (
        <>
          <label htmlFor={`${id}-heading`}>{t('votes.look.heading')}</label>
          <span className="select select-full">
            <select id={`${id}-heading`} name="heading" defaultValue={look.heading} className="control control-full">
              <option value="">{t('votes.look.all', { count: options.length })}</option>
              {headings.map(({ name, many }) => <option key={name} value={name}>{t('votes.look.one', { name, count: many })}</option>)}
            </select>
          </span>
        </>
      ) : null}
      <label htmlFor={`${id}-q`}>{t('votes.look.words')}</label>
      <input id={`${id}-q`} name="q" type="search" autoComplete="off" defaultValue={look.q} className="control control-full" />
      {children}
    </div>
  );
}
