import { ActionButton, Button, DateTime, Disclosure, Facts, Form, Notice, Section, TextArea, useNow, useT } from '@hiroba/ui';
import { roundPolicy } from '../domain/round.policy.ts';
import type { DeskRound } from './DeskDraft.tsx';
import { factsOf } from './round-facts.ts';
import { useRoomRefusal } from './room.tsx';

/** What is kept of who wrote, until when, and the end of it. */
export function KeepingDesk({ round }: { round: DeskRound }) {
  const t = useT();
  const archiving = useRoomRefusal(roundPolicy.archive, factsOf(round));
  const from = round.keeping?.from ? new Date(round.keeping.from) : undefined;
  const now = useNow((at) => (from && from > at ? from : undefined));
  if (!round.keeping) return null;
  const { contacts, hold, disposedAt } = round.keeping;
  return (
    <Section title={t('public-comments.keeping.title')} lead={t('public-comments.keeping.lead')}>
      {round.stage === 'ARCHIVED' ? null : (
        <Disclosure summary={t('public-comments.keeping.archive')}>
          <Form name="archive" className="grid gap-3">
            <p className="measure">{t('public-comments.keeping.archive.text')}</p>
            <div><ActionButton refusal={archiving} weight="secondary">{t('public-comments.keeping.archive')}</ActionButton></div>
          </Form>
        </Disclosure>
      )}
      <Facts
        facts={[
          { term: t('public-comments.keeping.contacts'), value: t('public-comments.keeping.contacts.n', { count: contacts }) },
          ...(from ? [{ term: t('public-comments.keeping.from'), value: <DateTime at={from} /> }] : []),
          ...(disposedAt ? [{ term: t('public-comments.keeping.disposed'), value: <DateTime at={disposedAt} /> }] : []),
        ]}
      />
      {hold ? (
        <Notice kind="warning" level={3} title={t('public-comments.keeping.held')}>
          <p className="measure">{hold.reason}</p>
          {hold.releaseAsked && hold.mine ? <p>{t('public-comments.keeping.release.waiting')}</p> : (
            <Form name="release" className="grid gap-3">
              <p>{t(hold.releaseAsked ? 'public-comments.keeping.release.second' : 'public-comments.keeping.release.first')}</p>
              <div><Button>{t(hold.releaseAsked ? 'public-comments.keeping.release' : 'public-comments.keeping.release.ask')}</Button></div>
            </Form>
          )}
        </Notice>
      ) : null}
      {round.stage === 'ARCHIVED' && !hold && !disposedAt && from && from <= now ? (
        <Disclosure summary={t('public-comments.keeping.dispose.summary')}>
          <Form name="dispose" className="grid gap-3">
            <p className="measure">{t('public-comments.keeping.dispose.text', { count: contacts })}</p>
            <div><Button weight="danger">{t('public-comments.keeping.dispose')}</Button></div>
          </Form>
        </Disclosure>
      ) : null}
      {hold || disposedAt ? null : (
        <Disclosure summary={t('public-comments.keeping.hold.summary')}>
          <Form name="hold">
            <p className="measure">{t('public-comments.keeping.hold.text')}</p>
            <TextArea name="reason" label={t('public-comments.keeping.hold.reason')} max={1_000} rows={2} />
            <div><Button>{t('public-comments.keeping.hold')}</Button></div>
          </Form>
        </Disclosure>
      )}
    </Section>
  );
}
