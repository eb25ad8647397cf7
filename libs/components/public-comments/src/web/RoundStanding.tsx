import { Day, Deadline, LinkButton, Notice, useNow, useT } from '@hiroba/ui';
import { isOverdue, nextChange, type RoundStatus } from '../domain/round.ts';
import type { RoundCardFragment, RoundNoticesFragment, RoundWordsFragment } from './gql/graphql.ts';
import { LastDay } from './LastDay.tsx';
import { factsOf } from './round-facts.ts';

interface StandingProps {
  readonly round: RoundCardFragment & RoundWordsFragment & RoundNoticesFragment;
  readonly status: RoundStatus;
  /** The address of the round. */
  readonly to: string;
}

/** What a reader can do or expect now: write until when, wait until when, or why not. */
export function RoundStanding({ round, status, to }: StandingProps) {
  const now = useNow((at) => nextChange(factsOf(round), at));
  const t = useT();
  const { opensAt, closesAt, responseDueAt, overdueReason } = round;
  if (status === 'OPEN') {
    return (
      <div className="panel grid gap-4">
        {closesAt ? <p className="text-dns-20B-150"><Deadline at={closesAt} /></p> : null}
        <p className="measure">{t('public-comments.standing.open')}</p>
        <p><LinkButton weight="primary" to={`${to}/submit`}>{t('public-comments.submit')}</LinkButton></p>
      </div>
    );
  }
  if (status === 'ANNOUNCED') {
    return <Notice title={t('public-comments.standing.announced')}>{opensAt ? <p><Day at={opensAt} relative /></p> : null}</Notice>;
  }
  if (status === 'SUSPENDED') {
    const running = round.suspensions.at(-1);
    return (
      <Notice kind="warning" title={t('public-comments.standing.suspended')}>
        {running ? <p>{t('public-comments.standing.since')}<Day at={running.from} /></p> : null}
        <p className="measure">{running?.reason}</p>
        <p className="measure">{t('public-comments.standing.extended')}</p>
      </Notice>
    );
  }
  if (status !== 'CLOSED' && status !== 'REVIEWING') return null;
  const late = isOverdue(factsOf(round), now);
  if (late || overdueReason) {
    return (
      <Notice kind="warning" title={t('public-comments.overdue.title')}>
        <p className="measure">{overdueReason || t('public-comments.overdue.none')}</p>
        {responseDueAt ? <p>{t(late ? 'public-comments.overdue.was' : 'public-comments.overdue.now')}<LastDay at={responseDueAt} /></p> : null}
      </Notice>
    );
  }
  return (
    <Notice title={t('public-comments.standing.closed')}>
      <p className="measure">{t('public-comments.standing.next')}</p>
      {responseDueAt ? <p>{t('public-comments.due.by')}<LastDay at={responseDueAt} /></p> : null}
    </Notice>
  );
}
