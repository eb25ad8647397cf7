import type { ReactNode } from 'react';
import { localized } from '@hiroba/kernel';
import { LanguageField, PlainText, TextArea, TextField, textOf, useLocale, useT } from '@hiroba/ui';
import { SpotFields, spotTyped } from '@hiroba/places/web';
import { TaxonomyFields, taxonomiesTyped } from '@hiroba/taxonomies/web';
import { KindFields, kindTyped, type KindedText } from './KindFields.tsx';
import type { MapGroundFragment, OfferedTreesFragment, ProposalCardFragment, RoomFactsFragment } from './gql/graphql.ts';

interface ProposalFieldsProps {
  /** What stands below the title: proposals that are like it. */
  readonly similar?: ReactNode;
  readonly room: Pick<RoomFactsFragment, 'rules'> & OfferedTreesFragment & MapGroundFragment;
  /** Where files come with the words. */
  readonly files?: ReactNode;
  readonly proposal?: Pick<ProposalCardFragment, 'title' | 'locale' | 'taxonomies' | 'spot'> & KindedText & { readonly body: string; readonly givenSpot?: Omit<NonNullable<ProposalCardFragment['spot']>, 'district'> | null };
}

/** What a proposal is asked for: its title, its text, and under which heading it belongs. */
export function ProposalFields({ room: { rules, taxonomies, ground }, proposal, similar, files }: ProposalFieldsProps) {
  const t = useT();
  const locale = useLocale();
  // A place that somebody else gave stays as it is: only they know it exactly.
  const guide = localized(rules.guide, locale);
  const hidden = Boolean(proposal?.spot && !proposal.givenSpot);
  return (
    <>
      {guide.text ? <div className="panel panel-quiet" lang={guide.lang}><PlainText text={guide.text} /></div> : null}
      <TextField
        name="title" label={t('proposals.form.title')} hint={t('proposals.form.titleHint', { max: rules.titleMax })}
        defaultValue={proposal?.title} width="full"
      />
      {similar}
      <TextArea
        name="body" label={t('proposals.form.body')} hint={t('proposals.form.bodyHint')} max={rules.bodyMax} rows={10}
        defaultValue={proposal?.body ?? (localized(rules.bodyTemplate, locale).text || undefined)}
      />
      <KindFields rules={rules} proposal={proposal} />
      <TaxonomyFields trees={taxonomies} {...(proposal ? { chosen: proposal.taxonomies.map(({ id }) => id) } : {})} />
      {rules.places === 'OFF' || hidden ? null : (
        <SpotFields required={rules.places === 'REQUIRED'} precision={rules.placePrecision} ground={ground} spot={proposal?.givenSpot} />
      )}
      {files}
      <LanguageField defaultValue={proposal?.locale} />
    </>
  );
}

/** What was typed into the fields. */
export const proposalInput = (form: FormData) => ({
  title: textOf(form, 'title'), body: textOf(form, 'body'), ...kindTyped(form), taxonomies: taxonomiesTyped(form), spot: spotTyped(form), locale: textOf(form, 'locale') || 'ja',
});
