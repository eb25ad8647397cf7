import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { LocalizedFields, localizedOf, staffOnly, useWords } from '@hiroba/spaces/web/desk';
import {
  ActionButton,
  ButtonRow,
  byForm,
  Form,
  found,
  httpError,
  links,
  PageBody,
  PageHead,
  query,
  RadioGroup,
  Section,
  seeOther,
  submit,
  textOf,
  useLocale,
  useRefusal,
  useT,
} from '@hiroba/ui';
import { LONGEST_RULE, rulesPolicy } from '../../domain/policy.ts';
import { severities } from '../../domain/rules.ts';
import { dropRuleMutation, rulesDeskQuery, writeRuleMutation } from '../rules.graphql.ts';

/** Loads one rule of the draft, or room for a new one; for staff of the whole city. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const { viewer, rulesDraft } = await query(context, rulesDeskQuery);
  staffOnly(viewer);
  if (!rulesDraft) throw httpError(403, 'FORBIDDEN');
  const { rules } = rulesDraft;
  return { rule: params.rule === 'new' ? null : found(rules.find(({ id }) => id === params.rule)) };
}

/** Writes the rule down, or leaves it out. */
export const action = (args: ActionFunctionArgs) => {
  const id = args.params.rule === 'new' ? '' : (args.params.rule ?? '');
  const back = (done: string) => () => seeOther(links(args.params.locale ?? 'ja').desk('rules'), done);
  return byForm<unknown>({
    drop: ({ form }) =>
      submit({ ...args, form }, dropRuleMutation, () => ({ id }), { onSuccess: back('moderation.DROP_RULE') }),
    main: ({ form }) =>
      submit(
        { ...args, form },
        writeRuleMutation,
        () => ({
          input: {
            id,
            title: localizedOf(form, 'title'),
            text: localizedOf(form, 'text'),
            severity: textOf(form, 'severity'),
          },
        }),
        { onSuccess: back('moderation.WRITE_RULE') },
      ),
  })(args);
};

/** One rule in both languages, and how much a breach weighs. */
export default function RuleDeskPage() {
  const t = useT();
  const words = useWords();
  const to = links(useLocale());
  const { rule } = useLoaderData<typeof loader>();
  const refusal = useRefusal(rulesPolicy.write, undefined);
  return (
    <>
      <PageHead
        title={
          rule
            ? t('moderation.rule.option', { rule: rule.id, title: words(rule.title).text })
            : t('moderation.rules.desk.add')
        }
        lead={t('moderation.rules.desk.ruleLead')}
        crumbs={[
          { label: t('moderation.rules.desk'), to: to.desk() },
          { label: t('moderation.rules.desk.title'), to: to.desk('rules') },
        ]}
      />
      <PageBody>
        <Form keep>
          <LocalizedFields name="title" label={t('moderation.rules.desk.ruleTitle')} value={rule?.title} />
          <LocalizedFields
            name="text"
            label={t('moderation.rules.desk.text')}
            hint={t('moderation.rules.desk.textHint')}
            value={rule?.text}
            rows={5}
            max={LONGEST_RULE}
          />
          <RadioGroup
            name="severity"
            label={t('moderation.rules.severity')}
            hint={t('moderation.rules.desk.severityHint')}
            defaultValue={rule?.severity}
            options={severities.map((value) => ({ value, label: t(`moderation.rules.severity.${value}`) }))}
          />
          <ButtonRow>
            <ActionButton refusal={refusal}>{t('moderation.rules.desk.write')}</ActionButton>
          </ButtonRow>
        </Form>
        {rule ? (
          <Section title={t('moderation.rules.desk.dropTitle')} lead={t('moderation.rules.desk.dropLead')}>
            <Form name="drop">
              <ButtonRow>
                <ActionButton refusal={refusal}>{t('moderation.rules.desk.drop')}</ActionButton>
              </ButtonRow>
            </Form>
          </Section>
        ) : null}
      </PageBody>
    </>
  );
}
