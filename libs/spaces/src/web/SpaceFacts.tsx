import { Day, Facts, useT, type Fact } from '@hiroba/ui';
import type { SpaceViewFragment } from './gql/graphql.ts';
import { useWords } from './words.ts';

/** Who is in charge and how to reach them, what the city promises, and since when it is public. */
export function SpaceFacts({ space: { office, ask, publishedAt, kind } }: { space: SpaceViewFragment }) {
  const t = useT();
  const words = useWords();
  const facts: Fact[] = [];
  if (office) {
    const name = words(office.name);
    facts.push({
      term: t('spaces.office'),
      value: (
        <>
          <span className="block font-700" lang={name.lang}>{name.text}</span>
          {office.phone ? <a className="link block" href={`tel:${office.phone.replace(/[^+\d]/g, '')}`}>{office.phone}</a> : null}
          {office.mail ? <a className="link block" href={`mailto:${office.mail}`}>{office.mail}</a> : null}
        </>
      ),
    });
  }
  if (ask.promise) facts.push({ term: t('spaces.promise'), value: t(`spaces.promise.${ask.promise}`) });
  facts.push({ term: t('spaces.kind'), value: t(`spaces.kind.${kind}`) });
  if (publishedAt) facts.push({ term: t('spaces.publishedAt'), value: <Day at={publishedAt} /> });
  return <Facts title={t('spaces.facts')} facts={facts} />;
}
