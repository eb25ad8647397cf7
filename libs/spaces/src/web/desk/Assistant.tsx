import type { ReactNode } from 'react';
import { Icon, links, PageBody, PageHead, seeOther, SituationProvider, TextLink, useLocale, useT } from '@hiroba/ui';
import type { SpaceState } from '../gql/graphql.ts';
import type { Answered } from '../words.ts';
import { useDeskCrumbs } from './desk.ts';

/** The steps of making a space, in their order. */
export const steps = ['texts', 'ask', 'phases', 'components', 'preview'] as const;
export type Step = (typeof steps)[number];

/** The page after a step: the next step of a draft, or the space itself once it is public. */
export function afterStep(locale: string | undefined, { slug, state }: { readonly slug: string; readonly state: SpaceState }, step: Step): string {
  const next = steps[steps.indexOf(step) + 1];
  const to = links(locale ?? 'ja');
  return state === 'DRAFT' && next ? to.desk('spaces', slug, next) : to.desk('spaces', slug);
}

/** Goes on from a step of a draft where nothing had to be saved; what is public says so instead. */
export function orOn<R>({ state }: { readonly state: SpaceState }, next: string, result: R): R | Response {
  const refusal = (result as { data?: { refusal?: { code?: string } } }).data?.refusal;
  return state === 'DRAFT' && refusal?.code === 'NOTHING_CHANGED' ? seeOther(next) : result;
}

interface StepsProps {
  readonly current: Step;
  readonly slug?: string;
  /** What the space still lacks, by field. */
  readonly missing?: readonly string[];
}

const lacking: Readonly<Record<Step, RegExp | undefined>> = {
  texts: /^(title|summary)/, ask: /^ask/, phases: /^phases/, components: undefined, preview: undefined,
};

function Steps({ current, slug, missing = [] }: StepsProps) {
  const t = useT();
  const to = links(useLocale());
  return (
    <nav aria-label={t('spaces.desk.steps')} className="pb-4">
      <ol className="flex flex-wrap gap-x-6 gap-y-2">
        {steps.map((step, index) => {
          const pattern = lacking[step];
          const isDone = slug !== undefined && pattern !== undefined && !missing.some((field) => pattern.test(field));
          const label = t('spaces.desk.step', { number: index + 1, title: t(`spaces.desk.step.${step}`) });
          return (
            <li key={step} aria-current={step === current ? 'step' : undefined} className="flex items-center gap-2">
              {isDone ? <><Icon name="check" /><span className="sr-only">{t('spaces.desk.step.done')}</span></> : null}
              {step === current || slug === undefined
                ? <span className={step === current ? 'font-700' : 'text-ink-soft'}>{label}</span>
                : <TextLink to={to.desk('spaces', slug, step)}>{label}</TextLink>}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

interface AssistantPageProps {
  readonly step: Step;
  readonly space?: {
    readonly id: string; readonly slug: string; readonly state: SpaceState; readonly title: Answered; readonly missing: readonly string[];
  };
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** One step of making a space, or one of its forms once it is public; it says what follows from it. */
export function AssistantPage({ step, space, wide, children }: AssistantPageProps) {
  const t = useT();
  const crumbs = useDeskCrumbs(space);
  const isNew = space === undefined || space.state === 'DRAFT';
  const isShown = !isNew && step === 'preview';
  return (
    <SituationProvider {...(space ? { spaceId: space.id } : {})}>
      <PageHead
        title={t(isShown ? 'spaces.desk.preview.public' : space ? `spaces.desk.step.${step}` : 'spaces.desk.new.title')} crumbs={crumbs} lead={t(isShown ? 'spaces.desk.preview.public.lead' : `spaces.desk.step.${step}.lead`)}
        above={isNew ? <Steps current={step} {...(space ? { slug: space.slug, missing: space.missing } : {})} /> : undefined}
      />
      <PageBody {...(wide ? { wide } : {})}>{children}</PageBody>
    </SituationProvider>
  );
}

/** The words of a step's button: on to the next step of a draft, or save what is public. */
export function useStepButton(space: { readonly state: SpaceState } | undefined): string {
  const t = useT();
  return t(space === undefined || space.state === 'DRAFT' ? 'spaces.desk.saveAndNext' : 'spaces.desk.save');
}
