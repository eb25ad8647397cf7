import { Button, DateTime, Disclosure, Form, Notice, Section, SelectField, TextField, useT } from '@hiroba/ui';
import type { DeskSubmissionFragment } from './gql/graphql.ts';

/** That somebody did not send it: written down, and decided, by staff. */
export function DeskClaim({ claim, excluded }: Pick<DeskSubmissionFragment, 'claim' | 'excluded'>) {
  const t = useT();
  if (claim && !claim.decidedAt) {
    return (
      <Section title={t('public-comments.claim.title')} lead={t('public-comments.claim.lead')}>
        <Notice kind="warning" level={3} title={t('public-comments.claim.said')}><p className="measure">{claim.reason}</p><p><DateTime at={claim.at} /></p></Notice>
        <Form name="decideClaim">
          <SelectField name="accepted" label={t('public-comments.claim.how')} width="full" options={[{ value: 'no', label: t('public-comments.claim.no') }, { value: 'yes', label: t('public-comments.claim.yes') }]} />
          <TextField name="reason" label={t('public-comments.claim.why')} width="full" />
          <div><Button weight="primary">{t('public-comments.claim.decide')}</Button></div>
        </Form>
      </Section>
    );
  }
  return (
    <>
      {claim?.decidedAt ? <Notice level={3} title={t(claim.accepted ? 'public-comments.claim.was.yes' : 'public-comments.claim.was.no')}><p className="measure">{claim.decision}</p></Notice> : null}
      {excluded === 'NOT_MINE' ? null : (
        <Disclosure summary={t('public-comments.claim.note')}>
          <Form name="noteClaim">
            <p className="measure">{t('public-comments.claim.note.text')}</p>
            <TextField name="reason" label={t('public-comments.claim.what')} width="full" />
            <div><Button>{t('public-comments.claim.note.act')}</Button></div>
          </Form>
        </Disclosure>
      )}
    </>
  );
}
