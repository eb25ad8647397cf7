import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  addressOf,
  answersForm,
  Button,
  ButtonRow,
  byForm,
  catalogueContext,
  Columns,
  DateTime,
  Facts,
  Form,
  found,
  httpError,
  links,
  Notice,
  PageBody,
  PageHead,
  query,
  seeOther,
  TextLink,
  textOf,
  useInterlude,
  useLocale,
  useT,
} from '@hiroba/ui';
import { isLocale } from '@hiroba/kernel';
import { Decisions } from '../Decisions.tsx';
import { Judged } from '../Judged.tsx';
import { Reports } from '../Reports.tsx';
import { Signals } from '../Signals.tsx';
import { Around, AuthorFacts, Earlier, RuleTexts, Similar } from './Beside.tsx';
import { askedCase, coverIt, endReports, handle, lookAtMany, releaseIt, withholdIt } from './case-actions.ts';
import { CasePreview, NoBreachForm, ReleaseForm, WithholdForm } from './CaseForms.tsx';
import { RedactForm } from '../MarkingForms.tsx';
import { casePageQuery } from './desk.graphql.ts';
import { DeskKeys } from './DeskKeys.tsx';
import { ManyForm } from './ManyForm.tsx';
import { Points } from './Points.tsx';

/** Loads a case; for those who moderate or audit where it stands. */
export async function loader(args: LoaderFunctionArgs) {
  const { moderationSubject, moderationCase, moderationRules, viewer } = await query(
    args.context,
    casePageQuery,
    askedCase(args),
  );
  if (!answersForm(args) && !moderationCase) {
    if (!viewer.person) throw seeOther(links(args.params.locale ?? 'ja').signIn(addressOf(args).pathname));
    if (viewer.mfaNeeded && viewer.grants.some(({ role }) => role === 'MODERATOR'))
      throw httpError(403, 'MFA_REQUIRED');
  }
  // Where nothing was ever reported or found, there is no case yet; it is decided about all the same.
  if (moderationSubject && !moderationCase && !answersForm(args))
    throw seeOther(links(args.params.locale ?? 'ja').moderate(moderationSubject.kind, moderationSubject.id));
  return { subject: found(moderationSubject), case: found(moderationCase), rules: moderationRules };
}

/** The sentence for those who reported a text that breaks no rule. */
const standardAnswers = (args: ActionFunctionArgs) => (code: string) => {
  const locale = isLocale(args.params.locale) ? args.params.locale : 'ja';
  return args.context.get(catalogueContext)(locale)[`moderation.answer.${code}`] ?? '';
};

/** Takes the case or leaves it, ends its reports, or withholds the text; then comes the next case. */
export const action = (args: ActionFunctionArgs) =>
  byForm<unknown>({
    handle: (sent) => handle(sent),
    dismiss: (sent) => endReports(sent, standardAnswers(args)),
    release: (sent) =>
      releaseIt(sent, textOf(sent.form, 'act') === 'SHOW' ? 'moderation.RELEASE_TEXT' : 'moderation.LOOKED'),
    redact: (sent) => coverIt(sent),
    many: (sent) => lookAtMany(sent),
    main: (sent) => withholdIt(sent),
  })(args);

const refusals: Readonly<Record<string, 'refusal.RECUSED' | 'refusal.CASE_TAKEN' | 'refusal.SUPPRESSED'>> = {
  RECUSED: 'refusal.RECUSED',
  CASE_TAKEN: 'refusal.CASE_TAKEN',
  SUPPRESSED: 'refusal.SUPPRESSED',
};

/** One case: the text where it stands, what was reported and found, who wrote it, the rules beside it, and what can be decided. */
export default function CasePage() {
  const t = useT();
  const to = links(useLocale());
  const { subject, case: one, rules } = useLoaderData<typeof loader>();
  const preview = useInterlude()?.found === 'PREVIEW';
  const { kind, refusal, reports, signals, warned, withheld, appeal, heldMode, version } = subject;
  const isHidden = subject.heldUntil !== null;
  // What waits for a look is released or withheld; a warning of its signals ends with that.
  const waits = !isHidden && (reports.length > 0 || (warned && !heldMode));
  const cited = new Set(reports.map(({ rule }) => rule));
  return (
    <>
      <PageHead
        title={preview ? t(`moderation.preview.title.${kind}`) : t(`moderation.case.title.${kind}`)}
        {...(preview ? { lead: t('moderation.preview.lead') } : {})}
        crumbs={[
          { label: t('moderation.desk.desk'), to: to.desk() },
          { label: t('moderation.desk.title'), to: to.desk('moderation') },
        ]}
        actions={<TextLink to={to.below(subject.path)}>{t('moderation.case.page')}</TextLink>}
      />
      <PageBody wide>
        {refusal && !appeal ? <Notice kind="warning" title={t(refusals[refusal] ?? 'refusal.FORBIDDEN')} /> : null}
        {preview ? (
          <CasePreview kind={kind} rules={rules} version={version} />
        ) : (
          <>
            <Columns
              facts={
                <>
                  <CaseFacts />
                  <RuleTexts rules={rules.filter(({ id }) => cited.has(id))} />
                  <AuthorFacts authors={one.authors} />
                </>
              }
              after={
                <>
                  <Earlier earlier={one.earlier} />
                  <Similar similar={one.similar} />
                  <Decisions decisions={subject.decisions} />
                </>
              }
            >
              <Around around={one.around} />
              <Judged subject={subject}>
                {withheld ? (
                  <p>{t('moderation.withheld.rule', { rule: withheld.rule, title: withheld.title })}</p>
                ) : null}
              </Judged>
              <Reports reports={reports} />
              <Signals signals={signals} />
              {refusal ? null : (
                <>
                  {heldMode ? <ReleaseForm mode={heldMode} isHidden={isHidden} version={version} /> : null}
                  {waits ? <NoBreachForm isReported={reports.length > 0} version={version} /> : null}
                  {withheld ? null : (
                    <RedactForm
                      rules={rules}
                      found={signals.filter(({ signal }) => signal === 'PERSONAL_DATA').flatMap(({ words }) => words)}
                      version={version}
                      optionalReason
                    />
                  )}
                  {withheld ? null : <WithholdForm rules={rules} suggested={reports[0]?.rule} version={version} />}
                </>
              )}
              {appeal || withheld ? (
                <p>
                  <TextLink to={to.moderate(kind, subject.id)} aria-keyshortcuts="r">
                    {t(appeal ? 'moderation.case.review' : 'moderation.link.restore')}
                  </TextLink>
                </p>
              ) : null}
            </Columns>
            {refusal ? null : <ManyForm rules={rules} />}
            <Handling />
          </>
        )}
        <DeskKeys
          keys={[
            { key: 'c', does: t('moderation.case.claim') },
            { key: 'd', does: t('moderation.dismiss.code.NO_VIOLATION') },
            { key: 'v', does: t('moderation.dismiss.code.VIEWPOINT') },
            ...(heldMode ? [{ key: 's', does: t('moderation.release.act.hidden') }] : []),
            { key: 'b', does: t('moderation.redact.act') },
            { key: 'h', does: t('moderation.withhold.act') },
            { key: 'n', does: t('moderation.case.next') },
            { key: 'q', does: t('moderation.case.release') },
          ]}
        />
      </PageBody>
    </>
  );
}

function CaseFacts() {
  const t = useT();
  const { case: one } = useLoaderData<typeof loader>();
  return (
    <Facts
      title={t('moderation.case.facts')}
      facts={[
        ...(one.dueAt ? [{ term: t('moderation.desk.due'), value: <DateTime at={one.dueAt} relative /> }] : []),
        { term: t('moderation.points.title'), value: <Points priority={one.priority} points={one.points} /> },
        ...(one.lease && one.leaseUntil
          ? [{ term: t(`moderation.desk.lease.${one.lease}`), value: <DateTime at={one.leaseUntil} relative /> }]
          : []),
      ]}
    />
  );
}

/** Taking the case, and leaving it. */
function Handling() {
  const t = useT();
  const { case: one, subject } = useLoaderData<typeof loader>();
  if (!one.dueAt || (subject.refusal && !subject.appeal && one.lease !== 'MINE')) return null;
  return (
    <Form name="handle">
      <ButtonRow>
        {one.lease === 'MINE' ? (
          <>
            <Button name="act" value="NEXT" aria-keyshortcuts="n" data-press="">
              {t('moderation.case.next')}
            </Button>
            <Button name="act" value="RELEASE" aria-keyshortcuts="q" data-press="">
              {t('moderation.case.release')}
            </Button>
          </>
        ) : (
          <Button name="act" value="CLAIM" aria-keyshortcuts="c" data-press="">
            {t('moderation.case.claim')}
          </Button>
        )}
      </ButtonRow>
    </Form>
  );
}
