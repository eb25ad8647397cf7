import { useT } from './i18n.tsx';
import { Icon } from './icon.tsx';
import { useOfficeName } from './site.tsx';

interface PersonNameProps {
  /** The name the person chose; nothing when the account has been closed. */
  readonly name?: string | null | undefined;
  /** The office a member of staff speaks for: shown by us, never typed by them. */
  readonly office?: string | null | undefined;
}

/** Who wrote something; people of the city carry the badge of their office. */
export function PersonName({ name, office }: PersonNameProps) {
  const t = useT();
  const officeName = useOfficeName();
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      <bdi className="font-700">{name ?? t('ui.person.gone')}</bdi>
      {office ? (
        <span className="office">
          <Icon name="office" />
          <span className="sr-only">{t('ui.person.office')}</span>
          {officeName(office)}
        </span>
      ) : null}
    </span>
  );
}
