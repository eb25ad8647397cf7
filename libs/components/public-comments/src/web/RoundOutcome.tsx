import { ButtonRow, Day, Disclosure, LinkButton, Notice, PlainText, Section, useT } from '@hiroba/ui';
import type { RoundPageQuery } from './gql/graphql.ts';
import { RoundNumbers } from './RoundNumbers.tsx';

type Shown = NonNullable<RoundPageQuery['round']>;
type Published = Shown['notices'][number];

/** What came of a round: the result, the decision, or why there is none; everything said before stays readable. */
export function RoundOutcome({ round, to }: { round: Shown; to: string }) {
  const t = useT();
  const of = (kind: Published['kind']) => round.notices.filter((notice) => notice.kind === kind);
  const [result, ...earlier] = of('RESULT');
  const [adopted, dropped, withdrawn, unheld] = (['ADOPTED', 'NOT_ADOPTED', 'WITHDRAWN', 'NOT_HELD'] as const).map((kind) => of(kind)[0]);
  return (
    <>
      {withdrawn ? <Ended title={t('public-comments.outcome.withdrawn')} notice={withdrawn} /> : null}
      {unheld ? (
        <Notice title={t('public-comments.outcome.notHeld')}>
          <p><Day at={unheld.publishedAt} /></p>
          {round.exemption ? <p>{t(`public-comments.exemption.${round.exemption}`)}</p> : null}
          <PlainText text={unheld.reason} lang={round.locale} />
          {round.equivalent ? <p>{t('public-comments.outcome.equivalent', { of: round.equivalent })}</p> : null}
        </Notice>
      ) : null}
      {dropped ? (
        <Notice kind="warning" title={t('public-comments.outcome.notAdopted')}>
          <p><Day at={dropped.publishedAt} /></p>
          <PlainText text={dropped.text ?? ''} lang={round.locale} />
          <p>{t(dropped.again ? 'public-comments.outcome.again' : 'public-comments.outcome.notAgain')}</p>
        </Notice>
      ) : null}
      {adopted ? (
        <Notice kind="success" title={t('public-comments.outcome.adopted')}>
          {adopted.on ? <p><Day at={`${adopted.on}T12:00:00Z`} /></p> : null}
          <PlainText text={adopted.text ?? ''} lang={round.locale} />
        </Notice>
      ) : null}
      {result ? (
        <Section title={t('public-comments.result.title')}>
          <p className="text-ink-soft"><Day at={result.publishedAt} /></p>
          {result.reason ? <p className="measure">{t('public-comments.result.corrected', { reason: result.reason })}</p> : null}
          <PlainText text={result.text ?? ''} lang={round.locale} />
          {result.originalsRoute ? <p className="measure">{t('public-comments.result.originals', { where: result.originalsRoute })}</p> : null}
          {earlier.length > 0 ? (
            <Disclosure summary={t('public-comments.result.earlier', { count: earlier.length })}>
              {earlier.map(({ n, publishedAt, text }) => <div key={n} className="grid gap-2"><p className="font-700"><Day at={publishedAt} /></p><PlainText text={text ?? ''} lang={round.locale} /></div>)}
            </Disclosure>
          ) : null}
        </Section>
      ) : null}
      {result || round.finalPlan ? (
        <ButtonRow>
          {result ? <LinkButton to={`${to}/result`}>{t('public-comments.answers.link')}</LinkButton> : null}
          {round.finalPlan ? <LinkButton to={`${to}/changes`}>{t('public-comments.changes.link')}</LinkButton> : null}
        </ButtonRow>
      ) : null}
      {round.numbers ? <RoundNumbers numbers={round.numbers} /> : null}
    </>
  );
}

function Ended({ title, notice }: { title: string; notice: Published }) {
  return <Notice kind="warning" title={title}><p><Day at={notice.publishedAt} /></p><PlainText text={notice.reason} /></Notice>;
}
