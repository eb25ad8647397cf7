import { localized } from '@hiroba/kernel';
import { Disclosure, LinkButton, links, Notice, PageBody, PageHead, Section, useLocale, useT } from '@hiroba/ui';
import { chosenIn } from '../domain/ballot-form.ts';
import type { VoteCardFragment, VoteChoiceFragment, VoteRoomFragment } from './gql/graphql.ts';
import { useOptionName } from './OptionText.tsx';
import { useCrumbs } from './room.tsx';

/** What the voter keeps, as the page gets it this once. */
export interface Keepsake {
  readonly ballot: string;
  readonly digest: string;
  /** The file. */
  readonly text: string;
  readonly qr: string;
}

interface BallotKeepsakeProps {
  readonly keepsake: Keepsake;
  readonly vote: VoteCardFragment & { readonly options: readonly VoteChoiceFragment[] };
  readonly room: VoteRoomFragment;
}

/** That the ballot was cast, what it says, and the receipt: shown once, stored nowhere with the person. */
export function BallotKeepsake({ keepsake, vote, room }: BallotKeepsakeProps) {
  const t = useT();
  const locale = useLocale();
  const nameOf = useOptionName();
  const title = localized(vote.title, locale);
  const chosen = chosenIn(keepsake.ballot);
  const file = `data:text/plain;charset=utf-8,${encodeURIComponent(keepsake.text)}`;
  const to = links(locale).component(room.space.slug, 'votes', room.id, vote.id);
  const worded = (code: string) => {
    const option = vote.options.find((one) => one.code === code);
    return option ? nameOf(option).text : t(`votes.answer.${code}`);
  };
  return (
    <>
      <PageHead title={t('votes.keepsake.title')} crumbs={[...useCrumbs(room, true), { label: title.text, to }]} lead={t('votes.keepsake.lead')} />
      <PageBody>
        <Section title={t('votes.keepsake.ballot')}>
          {chosen.length === 0 ? <p>{t('votes.keepsake.blank')}</p> : (
            <ul className="grid gap-1 list-disc pl-6">
              {chosen.map(({ code, number }) => (
                <li key={code}>
                  {number === null ? worded(code) : t(vote.type === 'ranked' ? 'votes.keepsake.ranked' : 'votes.keepsake.scored', { name: worded(code), number })}
                </li>
              ))}
            </ul>
          )}
        </Section>
        <Section title={t('votes.keepsake.receipt')} lead={t('votes.keepsake.receiptLead')}>
          <Notice kind="warning" title={t('votes.keepsake.once')} level={3}><p>{t('votes.keepsake.onceText')}</p></Notice>
          <p><a className="button button-secondary" href={file} download={`receipt-${vote.reference ?? vote.id}.txt`}>{t('votes.keepsake.file')}</a></p>
          <p className="grid gap-1">
            <span className="font-700">{t('votes.keepsake.digest')}</span>
            <code className="break-all">{keepsake.digest}</code>
          </p>
          <Disclosure summary={t('votes.keepsake.qr')}>
            <img src={keepsake.qr} alt={t('votes.keepsake.qrAlt')} width="264" height="264" className="bg-white" />
          </Disclosure>
          <p className="text-ink-soft measure">{t('votes.keepsake.buyer')}</p>
        </Section>
        <p><LinkButton to={to}>{t('votes.keepsake.back')}</LinkButton></p>
      </PageBody>
    </>
  );
}
