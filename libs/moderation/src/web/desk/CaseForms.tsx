import { Button, ButtonRow, Form, Section, SelectField, TextArea, useT } from '@hiroba/ui';
import { dismissals } from '../../domain/reporting.ts';
import { LONGEST_REASON } from '../../domain/withholding.ts';
import type { CasePageQuery } from '../gql/graphql.ts';
import { Seen } from '../Seen.tsx';
import { WithholdPreview } from '../WithholdFields.tsx';

type Rules = CasePageQuery['moderationRules'];

const keyOf: Readonly<Record<(typeof dismissals)[number], string>> = {
  NO_VIOLATION: 'd',
  VIEWPOINT: 'v',
  NOT_FOUND_IN_TEXT: 'f',
  ABUSIVE_REPORT: 'a',
};

interface ReleaseFormProps {
  readonly mode: string;
  readonly isHidden: boolean;
  readonly version: number;
}

/** One button, and everybody reads the text that waited. */
export function ReleaseForm({ mode, isHidden, version }: ReleaseFormProps) {
  const t = useT();
  return (
    <Section title={t('moderation.release.title')}>
      <p className="measure">{t(isHidden ? 'moderation.release.lead.hidden' : 'moderation.release.lead.shown')}</p>
      <p className="measure">{t(`moderation.release.why.${mode}`)}</p>
      <Form name="release">
        <Seen version={version} />
        <div>
          <Button name="act" value={isHidden ? 'SHOW' : 'CLOSE'} weight="primary" aria-keyshortcuts="s" data-press="">
            {t(isHidden ? 'moderation.release.act.hidden' : 'moderation.release.act.shown')}
          </Button>
        </div>
      </Form>
    </Section>
  );
}

/** Ends what waits about a text that breaks no rule: one button for each thing that can be found, the answer where somebody wants to say more. */
export function NoBreachForm({ isReported, version }: { isReported: boolean; version: number }) {
  const t = useT();
  return (
    <Section title={t('moderation.dismiss.title')}>
      <Form name="dismiss" keep>
        <Seen version={version} />
        <ButtonRow>
          {dismissals
            .filter((code) => isReported || code === 'NO_VIOLATION')
            .map((code) => (
              <Button key={code} name="code" value={code} aria-keyshortcuts={keyOf[code]}>
                {t(`moderation.dismiss.code.${code}`)}
              </Button>
            ))}
        </ButtonRow>
        {isReported ? (
          <TextArea
            name="answer"
            label={t('moderation.dismiss.answer')}
            hint={t('moderation.case.answerHint')}
            optional
            max={LONGEST_REASON}
            rows={2}
          />
        ) : null}
      </Form>
    </Section>
  );
}

interface WithholdFormProps {
  readonly rules: Rules;
  /** The rule that was reported. */
  readonly suggested: string | undefined;
  readonly version: number;
}

/** Under which rule a text is withheld; the reason where somebody wants to say more than the rule does. */
export function WithholdForm({ rules, suggested, version }: WithholdFormProps) {
  const t = useT();
  return (
    <Section title={t('moderation.judge.breaks')}>
      <Form keep>
        <Seen version={version} />
        <SelectField
          name="rule"
          label={t('moderation.rule.label')}
          hint={t('moderation.rule.hint')}
          defaultValue={suggested}
          options={rules
            .filter(({ withholds }) => withholds)
            .map(({ id, title }) => ({ value: id, label: t('moderation.rule.option', { rule: id, title }) }))}
        />
        <TextArea
          name="reason"
          label={t('moderation.reason.label')}
          hint={t('moderation.case.reasonHint')}
          optional
          max={LONGEST_REASON}
          rows={2}
        />
        <div>
          <Button name="act" value="PREVIEW" weight="primary" aria-keyshortcuts="h">
            {t('moderation.withhold.next')}
          </Button>
        </div>
      </Form>
    </Section>
  );
}

/** What everybody will read in the place of the text, and the one step to do it. */
export const CasePreview = ({ kind, rules, version }: { kind: string; rules: Rules; version: number }) => (
  <Form>
    <Seen version={version} />
    <WithholdPreview kind={kind} rules={rules} />
  </Form>
);
