import { links, TextLink, useLocale, useT } from '@hiroba/ui';
import type { WithheldShown } from './Withheld.tsx';

interface ModerationBarProps {
  readonly kind: string;
  readonly id: string;
  readonly withheld: WithheldShown | null;
  readonly described: { readonly 'aria-describedby'?: string };
}

/** The ways of a moderator from a text: to decide about it, and to its case on the desk. */
export function ModerationBar({ kind, id, withheld, described }: ModerationBarProps) {
  const t = useT();
  const to = links(useLocale());
  return (
    <p className="flex flex-wrap gap-x-6 gap-y-2">
      {withheld?.waitsUntil ? null : (
        <TextLink to={to.moderate(kind, id)} {...described}>
          {t(withheld ? 'moderation.link.restore' : 'moderation.link.withhold')}
        </TextLink>
      )}
      <TextLink to={to.desk('moderation', kind, id)} {...described}>
        {t('moderation.bar.case')}
      </TextLink>
    </p>
  );
}
