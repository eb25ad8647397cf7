import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import {
  addressOf,
  CardGrid,
  Chips,
  Empty,
  found,
  links,
  PageBody,
  PageHead,
  Pager,
  query,
  useLocale,
  useT,
  withQuery,
} from '@hiroba/ui';
import { AnswerItemCard } from './AnswerItemCard.tsx';
import { FeedLink } from './FeedLink.tsx';
import { answersQuery } from './spaces.graphql.ts';
import { useWords } from './words.ts';

/** Loads what the city answered: everywhere or in one space, all of it or what changed something. */
export async function loader(args: LoaderFunctionArgs) {
  const params = addressOf(args).searchParams;
  const slug = params.get('space');
  const changed = params.get('changed') === 'yes';
  const asked = { slug: slug ?? '', inSpace: slug !== null, space: slug, changed, after: params.get('after') };
  const { answers, space } = await query(args.context, answersQuery, asked);
  return { answers, space: slug === null ? null : found(space), changed };
}

/** You said, we did: every answer of the city, the newest first. */
export default function AnswersPage() {
  const t = useT();
  const words = useWords();
  const to = links(useLocale());
  const {
    answers: { items, next },
    space,
    changed,
  } = useLoaderData<typeof loader>();
  const here = to.answers(space?.slug);
  const crumbs = [
    { label: t('spaces.home'), to: to.home() },
    ...(space ? [{ label: words(space.title).text, to: to.space(space.slug) }] : []),
  ];
  return (
    <>
      <PageHead
        title={space ? t('spaces.answers.of', { title: words(space.title).text }) : t('spaces.answers.title')}
        lead={t('spaces.answers.lead')}
        crumbs={crumbs}
      />
      <PageBody wide>
        <Chips
          label={t('spaces.answers.show')}
          chips={[
            { label: t('spaces.answers.all'), to: here, current: !changed },
            { label: t('spaces.answers.changed'), to: withQuery(here, { changed: 'yes' }), current: changed },
          ]}
        />
        {items.length === 0 ? (
          <Empty>{t('spaces.answers.none')}</Empty>
        ) : (
          <CardGrid>
            {items.map((item) => (
              <AnswerItemCard key={item.id} item={item} level={2} />
            ))}
          </CardGrid>
        )}
        <Pager next={next} label={t('spaces.answers.pages')} />
        <FeedLink name="answers" space={space} />
      </PageBody>
    </>
  );
}
