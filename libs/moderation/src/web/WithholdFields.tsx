import { Button, ButtonRow, RadioGroup, TextArea, useInterlude, useLocale, useNow, useT } from '@hiroba/ui';
import { LONGEST_REASON } from '../domain/withholding.ts';
import type { ModeratePageQuery } from './gql/graphql.ts';
import { Withheld } from './Withheld.tsx';

type Rules = readonly Pick<
  NonNullable<ModeratePageQuery['moderationSubject']>['rules'][number],
  'id' | 'title' | 'text'
>[];

/** Under which rule, and why in plain words. */
export function WithholdFields({ rules }: { rules: Rules }) {
  const t = useT();
  return (
    <>
      <RadioGroup
        name="rule"
        label={t('moderation.rule.label')}
        hint={t('moderation.rule.hint')}
        options={rules.map(({ id, title, text }) => ({
          value: id,
          label: t('moderation.rule.option', { rule: id, title }),
          hint: text,
        }))}
      />
      <TextArea
        name="reason"
        label={t('moderation.reason.label')}
        hint={t('moderation.reason.hint')}
        max={LONGEST_REASON}
        rows={4}
      />
      <div>
        <Button name="act" value="PREVIEW" weight="primary">
          {t('moderation.withhold.next')}
        </Button>
      </div>
    </>
  );
}

/** What everybody will read in the place of the text, before it happens. */
export function WithholdPreview({ kind, rules }: { kind: string; rules: Rules }) {
  const t = useT();
  const locale = useLocale();
  const now = useNow(() => undefined);
  const values = useInterlude()?.values ?? {};
  const [rule = '', reason = ''] = [values.rule?.[0], values.reason?.[0]];
  return (
    <>
      <input type="hidden" name="rule" value={rule} />
      <input type="hidden" name="reason" value={reason} />
      <Withheld
        kind={kind}
        readable={false}
        withheld={{
          rule,
          reason,
          locale,
          at: now.toISOString(),
          entryId: null,
          title: rules.find(({ id }) => id === rule)?.title ?? '',
        }}
      />
      <p className="measure">{t('moderation.preview.after')}</p>
      <ButtonRow>
        <Button name="act" value="WITHHOLD" weight="danger" aria-keyshortcuts="h">
          {t('moderation.withhold.act')}
        </Button>
        <Button name="act" value="REWRITE">
          {t('moderation.preview.rewrite')}
        </Button>
      </ButtonRow>
    </>
  );
}

/** Why a text is shown again. */
export function RestoreFields() {
  const t = useT();
  return (
    <>
      <TextArea
        name="reason"
        label={t('moderation.reason.label')}
        hint={t('moderation.restore.reasonHint')}
        max={LONGEST_REASON}
        rows={4}
      />
      <div>
        <Button name="act" value="RESTORE" weight="primary">
          {t('moderation.restore.act')}
        </Button>
      </div>
    </>
  );
}
