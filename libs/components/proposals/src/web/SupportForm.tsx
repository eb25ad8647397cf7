import { ActionButton, Form, Icon, Meter, useT } from '@hiroba/ui';
import { isFinal, type ProposalFacts } from '../domain/proposal.ts';
import { proposalPolicy } from '../domain/proposal.policy.ts';
import type { ProposalPageQuery, RoomFactsFragment } from './gql/graphql.ts';
import { useRoomRefusal } from './room.tsx';

interface SupportFormProps {
  readonly proposal: Pick<NonNullable<ProposalPageQuery['proposal']>, 'state' | 'supportCount' | 'earlierSupports' | 'viewerSupports'>;
  readonly room: RoomFactsFragment & { readonly viewer: { readonly supports: number; readonly supportsLeft?: number | null } };
  readonly facts: ProposalFacts;
}

const ends = new Set(['ANSWERED', 'PHASE_CLOSED', 'WITHHELD', 'WRONG_STATE']);

/** How many stand behind a proposal, and the button to join them. */
export function SupportForm({ proposal, room, facts }: SupportFormProps) {
  const t = useT();
  const refusal = useRoomRefusal(proposalPolicy.support, facts);
  if (proposal.state === 'DRAFT') return null;
  const { rules, viewer } = room;
  const { supportCount: count, viewerSupports: given } = proposal;
  const used = !given && viewer.supportsLeft === 0;
  const final = isFinal(facts.answerKind);
  const over = refusal !== undefined && ends.has(refusal.code);
  // Once the city has said something, supports no longer oblige it to: what it owes then is said by the clock.
  const promised = rules.threshold > 0 && !over && facts.answerKind === null;
  const waiting = given && rules.minimumSupports > viewer.supports;
  return (
    <section className="facts support" aria-labelledby="support">
      <h2 id="support" className="heading-4">{t('proposals.support.title')}</h2>
      {count == null ? <p>{t('proposals.support.hidden')}</p>
        : promised ? <Meter value={count} threshold={rules.threshold} />
          : <p className="support-count">{t('proposals.card.supports', { count })}</p>}
      {proposal.earlierSupports ? <p className="text-ink-soft">{t('proposals.history.earlierSupports', { count: proposal.earlierSupports })}</p> : null}
      {given ? <p className="flex items-center gap-2 font-700"><Icon name="check" />{t('proposals.support.given')}</p> : null}
      {waiting ? <p className="text-ink-soft">{t('proposals.support.waiting', { minimum: rules.minimumSupports })}</p> : null}
      <Form name={given ? 'retract' : 'support'} className="grid gap-2">
        <ActionButton
          refusal={refusal ?? (used ? { code: 'LIMIT_REACHED', params: { max: rules.supportsPerPerson } } : undefined)}
          reason={final ? t('proposals.support.ended') : undefined} weight={given ? 'secondary' : 'primary'}
        >
          {t(given ? 'proposals.support.retract' : 'proposals.support.give')}
        </ActionButton>
      </Form>
      {over ? null : (
        <p className="text-ink-soft">
          {t('proposals.support.meaning')}
          {promised ? t('proposals.support.threshold', { threshold: rules.threshold, days: rules.answerDays }) : null}
          {viewer.supportsLeft == null ? null : t('proposals.supportsLeft', { left: viewer.supportsLeft, max: rules.supportsPerPerson })}
        </p>
      )}
    </section>
  );
}
