import { Button, ButtonRow, DateTime, Facts, PlainText, useNow, useT, type Fact, type Outcome } from '@hiroba/ui';
import type { SimilarProposalFragment } from './gql/graphql.ts';
import { Unseen } from './MergePreview.tsx';
import { SimilarTitles } from './SimilarTitles.tsx';

/** What was looked up for a text before it is entered. */
export interface FoundForEntry {
  readonly similar: readonly SimilarProposalFragment[];
  readonly receivedAt: string | null;
}

interface EntryPreviewProps {
  readonly values: Outcome['values'];
  readonly found: FoundForEntry;
  readonly official: boolean;
}

/** A text before it is entered: how it will stand, under whose name, and whether it may be there already. */
export function EntryPreview({ values, found: { similar, receivedAt }, official }: EntryPreviewProps) {
  const t = useT();
  const now = useNow();
  const typed = (name: string) => values[name]?.[0] ?? '';
  const facts: Fact[] = official ? [{ term: t('proposals.fact.author'), value: typed('office') }] : [
    { term: t('proposals.fact.author'), value: <bdi className="font-700">{typed('creditedTo')}</bdi> },
    { term: t('proposals.entry.channel'), value: t(`proposals.channel.${typed('channel').toLowerCase()}`) },
    { term: t('proposals.entry.receivedAt'), value: <DateTime at={receivedAt ?? now} /> },
  ];
  return (
    <>
      <Unseen values={values} except={['act', 'as']} />
      <article className="panel grid gap-4" lang={typed('locale')}>
        <h2 className="heading-2">{typed('title')}</h2>
        <PlainText text={typed('body')} />
      </article>
      <Facts facts={facts} />
      {official ? null : <p className="measure">{t('proposals.entry.notStaff')}</p>}
      <SimilarTitles proposals={similar} />
      <ButtonRow>
        <Button name="act" value="ENTER" weight="primary">{t('proposals.entry.act')}</Button>
        <Button name="act" value="REWRITE">{t('proposals.merge.rewrite')}</Button>
      </ButtonRow>
    </>
  );
}
