import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  addressOf,
  answersForm,
  Button,
  ButtonRow,
  Columns,
  DateTime,
  Facts,
  Form,
  formOf,
  found,
  links,
  Notice,
  PageBody,
  PageHead,
  PlainText,
  query,
  Section,
  seeOther,
  submit,
  TextLink,
  textOf,
  useLocale,
  useT,
} from '@hiroba/ui';
import { bulkExecuteMutation, bulkPageQuery, bulkSecondMutation, bulkUndoMutation } from './bulk.graphql.ts';

const askedBulk = ({ params }: Pick<LoaderFunctionArgs, 'params'>) => ({ id: params.id ?? '' });

/** Loads an act about many texts; for those who moderate or audit. */
export async function loader(args: LoaderFunctionArgs) {
  const { moderationBulk, viewer } = await query(args.context, bulkPageQuery, askedBulk(args));
  if (!viewer.person && !answersForm(args))
    throw seeOther(links(args.params.locale ?? 'ja').signIn(addressOf(args).pathname));
  return { bulk: found(moderationBulk), decides: viewer.grants.some(({ role }) => role === 'MODERATOR') };
}

/** Goes on with it, agrees to it or does not, or undoes it. */
export async function action(args: ActionFunctionArgs) {
  const form = await formOf(args);
  const { id } = askedBulk(args);
  const here = links(args.params.locale ?? 'ja').desk('moderation', 'bulk', id);
  const act = textOf(form, 'act');
  if (act === 'UNDO')
    return submit({ ...args, form }, bulkUndoMutation, () => ({ id }), {
      onSuccess: () => seeOther(here, 'moderation.BULK_UNDO'),
    });
  if (act === 'AGREE' || act === 'REJECT')
    return submit({ ...args, form }, bulkSecondMutation, () => ({ id, agrees: act === 'AGREE' }), {
      onSuccess: () => seeOther(here, `moderation.BULK_${act}`),
    });
  return submit({ ...args, form }, bulkExecuteMutation, () => ({ id }), {
    onSuccess: ({ state }) =>
      seeOther(here, state === 'AWAITING_SECOND' ? 'moderation.BULK_ASK' : 'moderation.BULK_AGREE'),
  });
}

/** An act about many texts: what it is about, what is left alone, and the one step that comes next. */
export default function BulkPage() {
  const t = useT();
  const to = links(useLocale());
  const { bulk, decides } = useLoaderData<typeof loader>();
  const { state, itemCount, rule, reason, samples } = bulk;
  return (
    <>
      <PageHead
        title={t('moderation.bulk.title', { count: itemCount })}
        lead={t(`moderation.bulk.state.${state}`)}
        crumbs={[
          { label: t('moderation.desk.desk'), to: to.desk() },
          { label: t('moderation.desk.title'), to: to.desk('moderation') },
        ]}
      />
      <PageBody wide>
        <Columns facts={<BulkFacts />}>
          <Section title={t('moderation.bulk.why')}>
            <p>{t('moderation.bulk.rule', { rule })}</p>
            <PlainText text={reason} />
          </Section>
          <Section title={t('moderation.bulk.samples')} lead={t('moderation.bulk.samples.lead')}>
            <ul className="grid gap-4">
              {samples.map(({ kind, id, text, locale }) => (
                <li key={id} className="panel panel-quiet grid gap-2" lang={locale}>
                  <PlainText text={text} />
                  <TextLink to={to.moderate(kind, id)} lang={undefined}>
                    {t('moderation.case.open', { title: t(`moderation.desk.kind.${kind}`) })}
                  </TextLink>
                </li>
              ))}
            </ul>
          </Section>
          {itemCount === 0 ? <Notice kind="warning" title={t('moderation.bulk.nothing')} /> : null}
          {decides && itemCount > 0 ? <Step /> : null}
        </Columns>
      </PageBody>
    </>
  );
}

/** The step that comes next, for whoever may take it. */
function Step() {
  const t = useT();
  const { bulk } = useLoaderData<typeof loader>();
  const { state, needsSecond, isOwn, itemCount } = bulk;
  if (state === 'PREVIEWED' && isOwn)
    return (
      <Form>
        {needsSecond ? <p className="measure">{t('moderation.bulk.second')}</p> : null}
        <div>
          <Button name="act" value="EXECUTE" weight="danger">
            {t(needsSecond ? 'moderation.bulk.ask' : 'moderation.bulk.execute', { count: itemCount })}
          </Button>
        </div>
      </Form>
    );
  if (state === 'AWAITING_SECOND')
    return isOwn ? (
      <Notice title={t('moderation.bulk.waits')} />
    ) : (
      <Form>
        <p className="measure">{t('moderation.bulk.agreeing')}</p>
        <ButtonRow>
          <Button name="act" value="AGREE" weight="danger">
            {t('moderation.bulk.execute', { count: itemCount })}
          </Button>
          <Button name="act" value="REJECT">
            {t('moderation.bulk.reject')}
          </Button>
        </ButtonRow>
      </Form>
    );
  if (state === 'DONE')
    return (
      <Form>
        <p className="measure">{t('moderation.bulk.undoing')}</p>
        <div>
          <Button name="act" value="UNDO">
            {t('moderation.bulk.undo')}
          </Button>
        </div>
      </Form>
    );
  return null;
}

function BulkFacts() {
  const t = useT();
  const { bulk } = useLoaderData<typeof loader>();
  const { cluster, itemCount, authors, accepted, oldestAt, proposedAt, endedAt, untouched, outcomes, state } = bulk;
  const isDone = state !== 'PREVIEWED' && state !== 'AWAITING_SECOND' && state !== 'REJECTED';
  return (
    <Facts
      title={t('moderation.bulk.facts')}
      facts={[
        { term: t('moderation.bulk.cluster'), value: t(`moderation.bulk.cluster.${cluster}`) },
        { term: t('moderation.bulk.items'), value: itemCount.toLocaleString() },
        { term: t('moderation.bulk.authors'), value: authors.toLocaleString() },
        { term: t('moderation.bulk.accepted'), value: t('moderation.bulk.percent', { n: accepted }) },
        ...(oldestAt ? [{ term: t('moderation.bulk.oldest'), value: <DateTime at={oldestAt} /> }] : []),
        { term: t('moderation.bulk.proposed'), value: <DateTime at={proposedAt} /> },
        ...(endedAt ? [{ term: t('moderation.bulk.ended'), value: <DateTime at={endedAt} /> }] : []),
        ...untouched.map(({ key, many }) => ({
          term: t(`moderation.bulk.untouched.${key}`),
          value: many.toLocaleString(),
        })),
        ...(isDone
          ? outcomes.map(({ key, many }) => ({
              term: t(`moderation.bulk.outcome.${key}`),
              value: many.toLocaleString(),
            }))
          : []),
      ]}
    />
  );
}
