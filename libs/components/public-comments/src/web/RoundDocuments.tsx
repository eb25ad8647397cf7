import { Disclosure, LinkButton, Section, TextLink, useT } from '@hiroba/ui';
import type { RoundStatus } from '../domain/round.ts';
import type { RoundPageQuery } from './gql/graphql.ts';

type Plan = NonNullable<NonNullable<RoundPageQuery['round']>['plan']>;

/** The draft plan: how long it is, what is in it, and the way to its text. */
export function RoundDocuments({ round, status, to }: { round: { plan: Plan | null; locale: string }; status: RoundStatus; to: string }) {
  const t = useT();
  const { plan, locale } = round;
  if (!plan) return null;
  return (
    <Section title={t('public-comments.plan.title')} lead={t('public-comments.plan.size', { units: plan.size, headings: plan.headings.length })}>
      <p><LinkButton to={`${to}/plan`}>{t('public-comments.plan.read')}</LinkButton></p>
      {status === 'OPEN' ? <p className="measure">{t('public-comments.plan.paragraphs')}</p> : null}
      {plan.headings.length > 1 ? (
        <Disclosure summary={t('public-comments.plan.contents')}>
          <ul className="grid gap-2" lang={locale}>
            {plan.headings.map(({ id, text, level }) => <li key={id} className={level > 1 ? 'ps-6' : ''}><TextLink to={`${to}/plan#${id}`}>{text}</TextLink></li>)}
          </ul>
        </Disclosure>
      ) : null}
    </Section>
  );
}
