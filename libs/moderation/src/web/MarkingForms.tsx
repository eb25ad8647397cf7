import {
  Button,
  CheckboxField,
  CheckboxGroup,
  Disclosure,
  Form,
  PlainText,
  RadioGroup,
  SelectField,
  TextArea,
  useInterlude,
  useOutcome,
  useT,
} from '@hiroba/ui';
import { suppressibleRules } from '../domain/suppressing.ts';
import { labels } from '../domain/visibility.ts';
import { LONGEST_REASON } from '../domain/withholding.ts';
import { Seen } from './Seen.tsx';

type Rules = readonly { readonly id: string; readonly title: string; readonly redacts: boolean }[];

interface FormProps {
  readonly rules: Rules;
  readonly version: number;
}

/** A rule, chosen from a list. */
function RuleSelect({ rules, suggested }: { readonly rules: Rules; readonly suggested?: string | undefined }) {
  const t = useT();
  return (
    <SelectField
      name="rule"
      label={t('moderation.rule.label')}
      hint={t('moderation.rule.hint')}
      defaultValue={suggested}
      options={rules.map(({ id, title }) => ({ value: id, label: t('moderation.rule.option', { rule: id, title }) }))}
    />
  );
}

function ReasonField({ optional = false }: { readonly optional?: boolean }) {
  const t = useT();
  return (
    <TextArea
      name="reason"
      label={t('moderation.reason.label')}
      hint={t(optional ? 'moderation.case.reasonHint' : 'moderation.reason.hint')}
      optional={optional}
      max={LONGEST_REASON}
      rows={2}
    />
  );
}

interface RedactFormProps extends FormProps {
  /** What signals found in the text: each is one box to tick. */
  readonly found: readonly string[];
  /** Whether the rule says enough where nobody writes more. */
  readonly optionalReason?: boolean;
}

/** Which passages of a text are covered, under which rule and why. */
export function RedactForm({ rules, found, version, optionalReason = false }: RedactFormProps) {
  const t = useT();
  const refused = useOutcome('redact') !== undefined;
  const redacting = rules.filter(({ redacts }) => redacts);
  const passages = [...new Set(found)];
  return (
    <Disclosure summary={t('moderation.redact.title')} open={refused || passages.length > 0}>
      <p className="measure">{t('moderation.redact.lead')}</p>
      <Form name="redact" keep>
        <Seen version={version} />
        {passages.length > 0 ? (
          <CheckboxGroup
            name="found"
            label={t('moderation.redact.found')}
            defaultValues={passages}
            options={passages.map((one) => ({ value: one, label: one }))}
          />
        ) : null}
        <TextArea
          name="passages"
          label={t('moderation.redact.passages')}
          hint={t('moderation.redact.passagesHint')}
          optional={passages.length > 0}
          rows={3}
        />
        <RuleSelect rules={redacting} suggested={redacting.find(({ id }) => id === 'R3')?.id} />
        <ReasonField optional={optionalReason} />
        <div>
          <Button weight="secondary" aria-keyshortcuts="b">
            {t('moderation.redact.act')}
          </Button>
        </div>
      </Form>
    </Disclosure>
  );
}

/** Shows covered passages again. */
export function UncoverForm({ version }: { readonly version: number }) {
  const t = useT();
  const refused = useOutcome('uncover') !== undefined;
  return (
    <Disclosure summary={t('moderation.uncover.title')} open={refused}>
      <Form name="uncover" keep>
        <Seen version={version} />
        <ReasonField />
        <div>
          <Button weight="secondary">{t('moderation.uncover.act')}</Button>
        </div>
      </Form>
    </Disclosure>
  );
}

interface LabelFormProps extends FormProps {
  /** What label stands there. */
  readonly label: string | null;
}

/** A sentence beside a text that stays; or the end of it. */
export function LabelForm({ rules, label, version }: LabelFormProps) {
  const t = useT();
  const [labelled, unlabelled] = [useOutcome('label'), useOutcome('unlabel')];
  const refused = (labelled ?? unlabelled) !== undefined;
  if (label)
    return (
      <Disclosure summary={t('moderation.unlabel.title')} open={refused}>
        <p>{t(`moderation.label.${label}`)}</p>
        <Form name="unlabel" keep>
          <Seen version={version} />
          <ReasonField />
          <div>
            <Button weight="secondary">{t('moderation.unlabel.act')}</Button>
          </div>
        </Form>
      </Disclosure>
    );
  return (
    <Disclosure summary={t('moderation.label.title')} open={refused}>
      <p className="measure">{t('moderation.label.lead')}</p>
      <Form name="label" keep>
        <Seen version={version} />
        <RadioGroup
          name="label"
          label={t('moderation.label.which')}
          options={labels.map((one) => ({ value: one, label: t(`moderation.label.${one}`) }))}
        />
        <RuleSelect rules={rules} />
        <TextArea name="reason" label={t('moderation.label.sentence')} max={LONGEST_REASON} rows={2} />
        <div>
          <Button weight="secondary">{t('moderation.label.act')}</Button>
        </div>
      </Form>
    </Disclosure>
  );
}

/** Asks for words to be taken away for good. */
export function SuppressForm({ rules }: { readonly rules: Rules }) {
  const t = useT();
  const refused = useOutcome('suppress') !== undefined;
  return (
    <Disclosure summary={t('moderation.suppress.title')} open={refused}>
      <p className="measure">{t('moderation.suppress.lead')}</p>
      <Form name="suppress" keep>
        <RuleSelect
          rules={[
            ...rules.filter(({ id }) => suppressibleRules.includes(id)),
            ...rules.filter(({ id }) => !suppressibleRules.includes(id)),
          ]}
        />
        <CheckboxField name="byCourt" label={t('moderation.suppress.court')} />
        <ReasonField />
        <div>
          <Button weight="secondary">{t('moderation.suppress.act')}</Button>
        </div>
      </Form>
    </Disclosure>
  );
}

/** What was taken away, before whoever reviews the appeal: opened once, by a button. */
export function SealedText() {
  const t = useT();
  const interlude = useInterlude();
  const [text] = interlude?.found === 'SEALED' ? (interlude.values.sealed ?? []) : [];
  if (text !== undefined)
    return (
      <article className="panel">
        <PlainText text={text} />
      </article>
    );
  return (
    <Form name="open">
      <p className="measure">{t('moderation.suppressed.openHint')}</p>
      <div>
        <Button weight="secondary">{t('moderation.suppressed.open')}</Button>
      </div>
    </Form>
  );
}
