import { Disclosure, useT } from '@hiroba/ui';

/** What the secrecy of a vote promises and what it does not, in plain words, before anybody votes. */
export function SecrecyPromise({ secrecy }: { secrecy: string }) {
  const t = useT();
  const level = secrecy === 'OPEN' ? 'OPEN' : 'SEPARATED';
  return (
    <section className="panel panel-quiet grid gap-2">
      <h2 className="heading-4">{t('votes.secrecy.title')}</h2>
      <p className="measure font-700">{t(`votes.secrecy.${level}`)}</p>
      <p className="measure">{t(`votes.secrecy.${level}.promise`)}</p>
      <Disclosure summary={t('votes.secrecy.limits')}>
        <p className="measure">{t(`votes.secrecy.${level}.limit`)}</p>
        <p className="measure">{t('votes.secrecy.pressure')}</p>
      </Disclosure>
    </section>
  );
}
