import { hasRole, type Rule } from '@hiroba/kernel';
import { late, links, TextLink, useLocale, useRefusal, useT } from '@hiroba/ui';
import type { MarkingShown } from './Markings.tsx';
import { Withheld, type WithheldShown } from './Withheld.tsx';

/** What only those who moderate have of a text. */
const ModerationBar = late('moderation.bar', async () => (await import('./late-bar.ts')).ModerationBar);

/** What stands beside a text that is covered in part or labelled: few are. */
const Markings = late('moderation.markings', async () => (await import('./late-markings.ts')).Markings);

interface ModeratedProps {
  readonly kind: string;
  readonly id: string;
  readonly withheld: WithheldShown | null;
  /** What stands beside a text that is seen. */
  readonly markings?: readonly MarkingShown[];
  /** Whether its text stands beside it for this reader. */
  readonly readable: boolean;
  /** Whether the reader wrote it; who reads what is withheld and audits nothing did. */
  readonly isMine?: boolean;
  /** Whose or which it is, for readers who hear one link after another. */
  readonly describedBy?: string;
  readonly level?: 2 | 3;
}

const moderates: Rule = hasRole('MODERATOR');
const audits: Rule = hasRole('AUDITOR');

/** What moderation adds to a text: why it is withheld, and for those who moderate here the way to decide, for its authors the way to appeal. */
export function Moderated({ kind, id, withheld, markings = [], isMine = false, readable, describedBy, level }: ModeratedProps) {
  const t = useT();
  const to = links(useLocale());
  const isFor = useRefusal(moderates, undefined) === undefined;
  const isAuthor = useRefusal(audits, undefined) !== undefined && readable && ((isMine && markings.length > 0) || (withheld !== null && !withheld.waitsUntil));
  const described = describedBy ? { 'aria-describedby': describedBy } : {};
  return (
    <>
      {withheld ? <Withheld kind={kind} withheld={withheld} readable={readable} {...(level ? { level } : {})} /> : null}
      {markings.length > 0 && !withheld ? <Markings markings={markings} {...(level ? { level } : {})} /> : null}
      {isFor ? (
        <ModerationBar kind={kind} id={id} withheld={withheld} described={described} />
      ) : isAuthor ? (
        <p>
          <TextLink to={to.appeal(kind, id)} {...described}>
            {t('moderation.appeal.link')}
          </TextLink>
        </p>
      ) : null}
    </>
  );
}
