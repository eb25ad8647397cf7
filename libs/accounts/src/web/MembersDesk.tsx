import type { ReactNode } from 'react';
import { localized } from '@hiroba/kernel';
import { links, PageBody, PageHead, RefusalStep, SituationProvider, useLocale, useRefusal, useRefusalText, useT, type Crumb } from '@hiroba/ui';
import { memberPolicy } from '../domain/member.policy.ts';
import type { SpaceMembersQuery } from './gql/graphql.ts';

/** A space with its list, as its administrators load it. */
export type ListedSpace = NonNullable<SpaceMembersQuery['space']>;

interface MembersDeskProps {
  readonly space: ListedSpace;
  readonly title: string;
  readonly lead: string;
  /** Whether the page lies below that of the list. */
  readonly below?: boolean;
  readonly children: ReactNode;
}

/** A page about the members of a space: what it says to those who do not administer the space is why not. */
export function MembersDesk({ space, children, ...head }: MembersDeskProps) {
  return <SituationProvider spaceId={space.id}><Desk space={space} {...head}>{children}</Desk></SituationProvider>;
}

function Desk({ space, title, lead, below = false, children }: MembersDeskProps) {
  const t = useT();
  const locale = useLocale();
  const wording = useRefusalText();
  const refusal = useRefusal(memberPolicy.manage, undefined);
  const to = links(locale);
  const crumbs: Crumb[] = [
    { label: t('accounts.roles.desk'), to: to.desk() },
    { label: localized(space.title, locale).text, to: to.desk('spaces', space.slug) },
    ...(below ? [{ label: t('accounts.members'), to: to.desk('spaces', space.slug, 'members') }] : []),
  ];
  return (
    <>
      <PageHead title={title} lead={lead} crumbs={crumbs} />
      <PageBody wide>
        {refusal ? <p className="measure">{wording(refusal)} <RefusalStep code={refusal.code} /></p> : children}
      </PageBody>
    </>
  );
}
