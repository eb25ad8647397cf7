import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { dayIn, DayChoice, FeedLink, Narrowing } from '@hiroba/spaces/web';
import {
  addressOf,
  DateTime,
  Empty,
  found,
  links,
  Notice,
  PageBody,
  PageHead,
  Pager,
  query,
  TextLink,
  useLocale,
  useT,
} from '@hiroba/ui';
import { logPageQuery } from './log.graphql.ts';
import { LogItem } from './LogItem.tsx';

/** Loads the public log as the address of its page asks for. */
export async function loader(args: LoaderFunctionArgs) {
  const address = addressOf(args).searchParams;
  const [kind = null, space = null] = ['kind', 'space'].map((name) => address.get(name)?.slice(0, 100) || null);
  const typed = address.get('day')?.trim().slice(0, 60) ?? '';
  const day = dayIn(typed);
  const answer = await query(args.context, logPageQuery, {
    kind,
    space,
    slug: space ?? '',
    inSpace: Boolean(space),
    day,
    after: address.get('after'),
  });
  return {
    kind,
    typed,
    badDay: typed !== '' && !day,
    entries: answer.logEntries,
    checkpoint: answer.logCheckpoint,
    kinds: answer.logKinds,
    spaces: answer.spaces.items,
    space: space ? found(answer.space) : null,
  };
}

/** The public log: every public act as one line, the newest first. */
export default function LogPage() {
  const t = useT();
  const to = links(useLocale());
  const { entries, checkpoint, space, badDay, kind, kinds, spaces, typed } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead
        title={t('transparency.log.title')}
        lead={t('transparency.log.lead')}
        crumbs={[{ label: t('spaces.home'), to: to.home() }]}
      />
      <PageBody>
        <div className="grid gap-2">
          {checkpoint ? (
            <p>
              {t('transparency.log.size', { size: String(checkpoint.size) })}　{t('transparency.log.signed')}
              {'　'}
              <DateTime at={checkpoint.at} />
            </p>
          ) : null}
          <p className="flex flex-wrap gap-x-6 gap-y-1">
            <TextLink to={to.log('about')}>{t('transparency.log.aboutLink')}</TextLink>
            <TextLink to={to.log('key')}>{t('transparency.log.keyLink')}</TextLink>
          </p>
        </div>
        {badDay ? <Notice kind="warning" title={t('spaces.lines.badDay')} /> : null}
        <Narrowing kind={kind} kinds={kinds} space={space} spaces={spaces} days={[typed]} all={to.log()}>
          <DayChoice name="day" label={t('transparency.log.day')} typed={typed} />
        </Narrowing>
        {entries.items.length === 0 ? (
          <Empty>{t(checkpoint ? 'transparency.log.none' : 'transparency.log.empty')}</Empty>
        ) : (
          <ol className="grid gap-0">
            {entries.items.map((entry) => (
              <LogItem key={entry.id} entry={entry} />
            ))}
          </ol>
        )}
        <Pager next={entries.next} label={t('spaces.lines.pages')} />
        <FeedLink name="log" space={space} />
      </PageBody>
    </>
  );
}
