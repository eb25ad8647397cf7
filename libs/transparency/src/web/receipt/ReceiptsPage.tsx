import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import {
  addressOf,
  Empty,
  LinkButton,
  links,
  PageBody,
  PageHead,
  Pager,
  query,
  seeOther,
  useLocale,
  useT,
} from '@hiroba/ui';
import { myReceiptsQuery } from '../log.graphql.ts';
import { LogItem } from '../LogItem.tsx';

/** Loads what the viewer did in public; who is not signed in signs in first. */
export async function loader(args: LoaderFunctionArgs) {
  const { pathname, searchParams } = addressOf(args);
  const { viewer, myReceipts } = await query(args.context, myReceiptsQuery, { after: searchParams.get('after') });
  if (!viewer.person) throw seeOther(links(args.params.locale ?? 'ja').signIn(pathname));
  return myReceipts;
}

/** All receipts of the viewer: what they did in public, each with the way to what they can keep of it. */
export default function ReceiptsPage() {
  const t = useT();
  const to = links(useLocale());
  const { items, next } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead
        title={t('transparency.receipts.title')}
        lead={t('transparency.receipts.lead')}
        crumbs={[
          { label: t('spaces.home'), to: to.home() },
          { label: t('transparency.receipts.me'), to: to.me() },
        ]}
      />
      <PageBody>
        {items.length > 0 ? (
          <ol className="grid gap-0">
            {items.map((entry) => (
              <LogItem key={entry.id} entry={entry} receipt />
            ))}
          </ol>
        ) : (
          <Empty action={<LinkButton to={to.spaces()}>{t('transparency.receipts.find')}</LinkButton>}>
            {t('transparency.receipts.empty')}
          </Empty>
        )}
        <Pager next={next} label={t('spaces.lines.pages')} />
      </PageBody>
    </>
  );
}
