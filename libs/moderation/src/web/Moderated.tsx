import { hasRole, type Rule } from '@hiroba/kernel';
import { links, TextLink, useLocale, useRefusal, useT } from '@hiroba/ui';
import { Withheld, type WithheldShown } from './Withheld.tsx';

interface ModeratedProps {
  readonly kind: string;
  readonly id: string;
  readonly withheld: WithheldShown | null;
  /** Whether its text stands beside it for this reader. */
  readonly readable: boolean;
  /** Whose or which it is, for readers who hear one link after another. */
  readonly describedBy?: string;
  readonly level?: 2 | 3;
}

const moderates: Rule = hasRole('MODERATOR');

/** What moderation adds to a text: why it is withheld, and for those who moderate here the way to decide. */
export function Moderated({ kind, id, withheld, readable, describedBy, level }: ModeratedProps) {
  const t = useT();
  const to = links(useLocale()).moderate(kind, id);
  const isFor = useRefusal(moderates, undefined) === undefined;
  return (
    <>
      {withheld ? <Withheld kind={kind} withheld={withheld} readable={readable} {...(level ? { level } : {})} /> : null}
      {isFor && (readable || withheld) ? (
        <p>
          <TextLink to={to} {...(describedBy ? { 'aria-describedby': describedBy } : {})}>
            {t(withheld ? 'moderation.link.restore' : 'moderation.link.withhold')}
          </TextLink>
        </p>
      ) : null}
    </>
  );
}
