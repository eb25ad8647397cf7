import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { staffOnly } from '@hiroba/spaces/web/desk';
import {
  Button,
  byForm,
  Day,
  Empty,
  Form,
  links,
  PageBody,
  PageHead,
  query,
  RadioGroup,
  Section,
  seeOther,
  submit,
  Table,
  TextField,
  textOf,
  useLocale,
  useT,
} from '@hiroba/ui';
import { wordUses } from '../../domain/signals/city-words.ts';
import { addWordMutation, removeWordMutation, wordsPageQuery } from './words.graphql.ts';

/** Loads the words of the city; for its staff. */
export async function loader({ context }: LoaderFunctionArgs) {
  const { viewer, moderationWords } = await query(context, wordsPageQuery);
  staffOnly(viewer);
  return { words: moderationWords };
}

/** Adds a word, or takes one back. */
export const action = (args: ActionFunctionArgs) => {
  const here = links(args.params.locale ?? 'ja').desk('words');
  return byForm<unknown>({
    main: ({ form }) =>
      submit(
        { ...args, form },
        addWordMutation,
        () => ({ use: textOf(form, 'use'), word: textOf(form, 'word'), reason: textOf(form, 'reason') }),
        { onSuccess: () => seeOther(here, 'moderation.ADD_WORD') },
      ),
    remove: ({ form }) =>
      submit({ ...args, form }, removeWordMutation, () => ({ id: textOf(form, 'id') }), {
        onSuccess: () => seeOther(here, 'moderation.REMOVE_WORD'),
      }),
  })(args);
};

/** The words that the automatic check looks for in this city, besides those every city begins with. */
export default function WordsPage() {
  const t = useT();
  const to = links(useLocale());
  const { words } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead
        title={t('moderation.words.title')}
        lead={t('moderation.words.lead')}
        crumbs={[{ label: t('moderation.desk.desk'), to: to.desk() }]}
      />
      <PageBody wide>
        <Section title={t('moderation.words.own')}>
          {words.length === 0 ? (
            <Empty>{t('moderation.words.none')}</Empty>
          ) : (
            <Form name="remove" className="grid gap-4">
              <Table
                caption={t('moderation.words.own')}
                captionHidden
                rows={words}
                rowKey={({ id }) => id}
                columns={[
                  { key: 'word', head: t('moderation.words.word'), cell: ({ word }) => word },
                  {
                    key: 'use',
                    head: t('moderation.words.use'),
                    wraps: true,
                    cell: ({ use }) => t(`moderation.words.use.${use}`),
                  },
                  { key: 'reason', head: t('moderation.words.reason'), wraps: true, cell: ({ reason }) => reason },
                  {
                    key: 'at',
                    head: t('moderation.words.added'),
                    wraps: true,
                    cell: ({ at, by }) => (
                      <>
                        <Day at={at} />
                        {by ? (
                          <>
                            <br />
                            {by}
                          </>
                        ) : null}
                      </>
                    ),
                  },
                  {
                    key: 'act',
                    head: t('moderation.words.remove'),
                    cell: ({ id, word }) => (
                      <Button name="id" value={id} small aria-label={t('moderation.words.removeOne', { word })}>
                        {t('moderation.words.remove')}
                      </Button>
                    ),
                  },
                ]}
              />
            </Form>
          )}
        </Section>
        <Section title={t('moderation.words.add')}>
          <Form keep>
            <RadioGroup
              name="use"
              label={t('moderation.words.use')}
              options={wordUses.map((use) => ({
                value: use,
                label: t(`moderation.words.use.${use}`),
                hint: t(`moderation.words.use.${use}.hint`),
              }))}
            />
            <TextField name="word" label={t('moderation.words.word')} hint={t('moderation.words.wordHint')} />
            <TextField name="reason" label={t('moderation.words.reason')} hint={t('moderation.words.reasonHint')} />
            <div>
              <Button weight="primary">{t('moderation.words.add')}</Button>
            </div>
          </Form>
        </Section>
      </PageBody>
    </>
  );
}
