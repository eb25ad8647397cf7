import { Button, Disclosure, Form, TextLink, useT } from '@hiroba/ui';
import { editWindowOf } from './proposal-facts.ts';
import type { ProposalPageQuery, RoomFactsFragment } from './gql/graphql.ts';

interface OwnProposalProps {
  readonly proposal: Pick<NonNullable<ProposalPageQuery['proposal']>, 'office'>;
  readonly room: RoomFactsFragment;
  /** The address of the proposal. */
  readonly to: string;
  readonly may: { readonly edit: boolean; readonly withdraw: boolean };
  readonly isAuthor: boolean;
}

/** What authors, and those who entered it for somebody, can still do with a proposal. */
export function OwnProposal({ proposal, room, to, may, isAuthor }: OwnProposalProps) {
  const t = useT();
  const title = isAuthor ? 'proposals.own.title' : proposal.office ? 'proposals.own.office' : 'proposals.own.entered';
  return (
    <div className="panel panel-quiet grid gap-4">
      <h2 className="heading-4">{t(title)}</h2>
      {may.edit ? (
        <p>
          {t('proposals.own.edit', editWindowOf(room.rules))}{' '}
          <TextLink to={`${to}/write`}>{t('proposals.own.editLink')}</TextLink>
        </p>
      ) : null}
      {may.edit && room.rules.attachments ? <p><TextLink to={`${to}/files`}>{t('proposals.files.manage')}</TextLink></p> : null}
      {title === 'proposals.own.entered' ? <p><TextLink to={`${to}/slip`}>{t('proposals.slip.link')}</TextLink></p> : null}
      {isAuthor ? <p><TextLink to={`${to}/authors`}>{t('proposals.own.authors')}</TextLink></p> : null}
      {may.withdraw ? <WithdrawForm /> : null}
    </div>
  );
}

/** Takes a proposal back, after a look at what that means. */
function WithdrawForm() {
  const t = useT();
  return (
    <Disclosure summary={t('proposals.withdraw.summary')}>
      <Form name="withdraw" className="grid gap-4">
        <p className="measure">{t('proposals.withdraw.text')}</p>
        <div><Button weight="danger">{t('proposals.withdraw.act')}</Button></div>
      </Form>
    </Disclosure>
  );
}
