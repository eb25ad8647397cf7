import { Button, Disclosure, Form, SelectField, TextArea, useT } from '@hiroba/ui';
import { clusters } from '../../domain/desk/bulk.ts';
import { LONGEST_REASON } from '../../domain/withholding.ts';
import type { CasePageQuery } from '../gql/graphql.ts';

/** Looks at all that belongs together with a text, before anything is done about it. */
export function ManyForm({ rules }: { rules: CasePageQuery['moderationRules'] }) {
  const t = useT();
  return (
    <Disclosure summary={t('moderation.many.title')}>
      <Form name="many" keep>
        <p className="measure">{t('moderation.many.lead')}</p>
        <SelectField
          name="by"
          label={t('moderation.bulk.cluster')}
          options={clusters.map((by) => ({ value: by, label: t(`moderation.bulk.cluster.${by}`) }))}
        />
        <SelectField
          name="rule"
          label={t('moderation.rule.label')}
          defaultValue="R7"
          options={rules
            .filter(({ withholds }) => withholds)
            .map(({ id, title }) => ({ value: id, label: t('moderation.rule.option', { rule: id, title }) }))}
        />
        <TextArea
          name="reason"
          label={t('moderation.reason.label')}
          hint={t('moderation.reason.hint')}
          max={LONGEST_REASON}
          rows={2}
        />
        <div>
          <Button aria-keyshortcuts="b">{t('moderation.many.act')}</Button>
        </div>
      </Form>
    </Disclosure>
  );
}
