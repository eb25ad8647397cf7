import { Empty, LinkButton, PageBody, PageHead, links, useLocale, useSite, useT } from '@hiroba/ui';
import { Plaza } from './Plaza.tsx';

/** The first page of a city. */
export default function HomePage() {
  const t = useT();
  const { name } = useSite();
  const to = links(useLocale());
  return (
    <>
      <div className="hero">
        <PageHead grand title={name} lead={t('web.home.lead')} />
        <Plaza />
      </div>
      <PageBody wide>
        <Empty action={<LinkButton weight="primary" to={to.spaces()}>{t('web.error.spaces')}</LinkButton>}>
          {t('web.home.empty')}
        </Empty>
      </PageBody>
    </>
  );
}
