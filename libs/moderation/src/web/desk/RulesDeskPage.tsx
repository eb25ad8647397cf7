import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { instantOf } from '@hiroba/kernel';
import { instantTyped } from '@hiroba/spaces/web/fields';
import { staffOnly, useWords } from '@hiroba/spaces/web/desk';
import {
  ActionButton,
  ButtonRow,
  DateTimeField,
  Form,
  formOf,
  giveBack,
  httpError,
  LinkButton,
  links,
  Notice,
  PageBody,
  PageHead,
  query,
  Section,
  seeOther,
  submit,
  Table,
  TextArea,
  TextLink,
  textOf,
  useLocale,
  useRefusal,
  useT,
} from '@hiroba/ui';
import { LONGEST_RULE, NOTICE_DAYS, rulesPolicy } from '../../domain/policy.ts';
import { publishRulesMutation, rulesDeskQuery } from '../rules.graphql.ts';

/** The midnight after the notice is over, in the zone of the city. */
function firstMidnight(now: Date, zone: string): Date {
  const day = new Date(now.getTime() + (NOTICE_DAYS + 1) * 86_400_000);
  const [year = 0, month = 1, date = 1] = new Intl.DateTimeFormat('sv-SE', { timeZone: zone })
    .format(day)
    .split('-')
    .map(Number);
  return instantOf({ year, month, day: date, hour: 0, minute: 0, second: 0 }, zone);
}

/** Loads the rules as they are written; for staff of the whole city. */
export async function loader({ context }: LoaderFunctionArgs) {
  const { viewer, rulesDraft, moderationPolicies, organisation } = await query(context, rulesDeskQuery);
  staffOnly(viewer);
  if (!rulesDraft) throw httpError(403, 'FORBIDDEN');
  const last = moderationPolicies[0]?.rules ?? [];
  return {
    begun: rulesDraft.begun,
    version: rulesDraft.version,
    dropped: rulesDraft.begun
      ? last.filter(({ id }) => !rulesDraft.rules.some((rule) => rule.id === id)).map(({ id }) => id)
      : [],
    rules: rulesDraft.rules.map((rule) => ({
      ...rule,
      isChanged: !last.some(({ id, version }) => id === rule.id && version === rule.version),
    })),
    earliest: firstMidnight(new Date(), organisation.zone).toISOString(),
  };
}

/** Publishes the rulesDraft. */
export async function action(args: ActionFunctionArgs) {
  const form = await formOf(args);
  const { organisation } = await query(args.context, rulesDeskQuery);
  const typed = textOf(form, 'effectiveAt').trim();
  const effectiveAt = typed === '' ? null : instantTyped(typed, organisation.zone);
  if (effectiveAt === undefined) return giveBack(form, { code: 'BAD_DATES', field: 'effectiveAt' });
  return submit(
    { ...args, form },
    publishRulesMutation,
    () => ({ input: { effectiveAt: effectiveAt?.toISOString() ?? null, urgent: textOf(form, 'urgent') } }),
    { onSuccess: () => seeOther(links(args.params.locale ?? 'ja').below('/moderation/rules'), 'moderation.RULES') },
  );
}

/** The rules as staff work on them, and the step that makes them public. */
export default function RulesDeskPage() {
  const t = useT();
  const words = useWords();
  const to = links(useLocale());
  const { begun, version, rules, dropped, earliest } = useLoaderData<typeof loader>();
  const refusal = useRefusal(rulesPolicy.write, undefined);
  return (
    <>
      <PageHead
        title={t('moderation.rules.desk.title')}
        lead={t('moderation.rules.desk.lead')}
        crumbs={[{ label: t('moderation.rules.desk'), to: to.desk() }]}
        actions={<TextLink to={to.below('/moderation/rules')}>{t('moderation.rules.desk.public')}</TextLink>}
      />
      <PageBody>
        <Notice title={t(begun ? 'moderation.rules.desk.begun' : 'moderation.rules.desk.none', { version })}>
          {dropped.length > 0 ? <p>{t('moderation.rules.desk.dropped', { rules: dropped.join(', ') })}</p> : null}
        </Notice>
        <Table
          caption={t('moderation.rules.title')}
          captionHidden
          rows={rules}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'title',
              head: t('moderation.rules.desk.rule'),
              cell: ({ id, title }) => (
                <TextLink to={to.desk('rules', id)}>
                  {t('moderation.rule.option', { rule: id, title: words(title).text })}
                </TextLink>
              ),
            },
            {
              key: 'severity',
              head: t('moderation.rules.severity'),
              cell: (rule) => t(`moderation.rules.severity.${rule.severity}`),
            },
            {
              key: 'state',
              head: t('moderation.rules.desk.state'),
              cell: ({ isChanged }) => t(isChanged ? 'moderation.rules.desk.changed' : 'moderation.rules.desk.same'),
            },
          ]}
        />
        <p>
          <LinkButton weight="secondary" to={to.desk('rules', 'new')}>
            {t('moderation.rules.desk.add')}
          </LinkButton>
        </p>
        {begun ? (
          <Section title={t('moderation.rules.desk.publish')} lead={t('moderation.rules.desk.publishLead')}>
            <Form keep>
              <DateTimeField
                name="effectiveAt"
                label={t('moderation.rules.from')}
                hint={t('moderation.rules.desk.fromHint')}
                defaultValue={earliest}
                optional
              />
              <TextArea
                name="urgent"
                label={t('moderation.rules.desk.urgent')}
                hint={t('moderation.rules.desk.urgentHint')}
                optional
                rows={3}
                max={LONGEST_RULE}
              />
              <ButtonRow>
                <ActionButton refusal={refusal}>{t('moderation.rules.desk.publishAct')}</ActionButton>
              </ButtonRow>
            </Form>
          </Section>
        ) : null}
      </PageBody>
    </>
  );
}
