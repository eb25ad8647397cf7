import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  ActionButton, ButtonRow, CheckboxField, DateTimeField, Disclosure, formOf, Form, giveBack, links, Notice, seeOther, StateBadge, submit, TextArea, textOf, useOutcome,
  useRefusal, useT,
} from '@hiroba/ui';
import { spacePolicy } from '../../domain/space.policy.ts';
import { setPhasesMutation } from '../desk.graphql.ts';
import type { SpaceWorkFragment } from '../gql/graphql.ts';
import { useWords } from '../words.ts';
import { afterStep, AssistantPage, orOn, useStepButton } from './Assistant.tsx';
import { deskSpace, editionOf } from './desk-space.ts';
import { LocalizedTexts } from './LocalizedFields.tsx';
import { freeKey, phasesTyped } from './phases-form.ts';

type Phase = SpaceWorkFragment['phases'][number];

/** Loads the space to work on. */
export const loader = ({ context, params }: LoaderFunctionArgs) => deskSpace(context, params.slug);

/** Saves its phases. A form with "one more phase" comes back with room for another. */
export async function action(args: ActionFunctionArgs) {
  const { space, organisation } = await deskSpace(args.context, args.params.slug);
  const form = await formOf(args);
  const phases = phasesTyped(form, space.phases, organisation.zone);
  if ('field' in phases) return giveBack(form, { code: 'BAD_FORMAT', field: phases.field });
  const isMore = form.get('then') === 'more';
  const next = isMore ? links(args.params.locale ?? 'ja').desk('spaces', space.slug, 'phases') : afterStep(args.params.locale, space, 'phases');
  return orOn(space, next, await submit({ ...args, form }, setPhasesMutation, () => ({
    id: space.id, edition: editionOf(form), phases: [...phases], reason: textOf(form, 'reason'),
  }), { onSuccess: () => seeOther(next, 'spaces.saved') }));
}

/** The phases of a space: dates and texts. */
export default function SpacePhasesPage() {
  const { space } = useLoaderData<typeof loader>();
  const t = useT();
  const button = useStepButton(space);
  const refusal = useRefusal(spacePolicy.setPhases, space);
  const isPublic = space.rev >= 1;
  return (
    <AssistantPage step="phases" space={space}>
      {isPublic ? <Notice title={t('spaces.desk.phases.public.title')}><p>{t('spaces.desk.phases.public.text')}</p></Notice> : null}
      <Form keep key={space.edition}>
        <input type="hidden" name="edition" value={space.edition} />
        {space.phases.map((phase) => (
          <PhaseFields key={phase.key} phase={phase} phaseKey={phase.key} removable={!isPublic || phase.status === 'UPCOMING'} />
        ))}
        <PhaseFields phaseKey={freeKey(space.phases)} />
        {isPublic
          ? <TextArea name="reason" label={t('spaces.desk.phases.reason')} hint={t('spaces.desk.phases.reason.hint')} rows={2} max={500} />
          : null}
        <ButtonRow>
          <ActionButton refusal={refusal}>{button}</ActionButton>
          <ActionButton refusal={refusal} weight="secondary" name="then" value="more">{t('spaces.desk.phases.more')}</ActionButton>
        </ButtonRow>
      </Form>
    </AssistantPage>
  );
}

/** A past phase is put away: only its words can still be changed. */
function PhaseFields(props: PhaseFieldsProps) {
  const t = useT();
  const words = useWords();
  const { phase } = props;
  const refused = useOutcome()?.refusal.field?.startsWith(`phases.${props.phaseKey}.`) ?? false;
  if (phase?.status !== 'PAST') return <OnePhase {...props} />;
  return (
    <Disclosure summary={t('spaces.desk.phases.pastPhase', { title: words(phase.title).text })} open={refused}>
      <OnePhase {...props} />
    </Disclosure>
  );
}

interface PhaseFieldsProps {
  readonly phase?: Phase;
  readonly phaseKey: string;
  readonly removable?: boolean;
}

function OnePhase({ phase, phaseKey, removable }: PhaseFieldsProps) {
  const t = useT();
  const name = `phases.${phaseKey}`;
  const isNew = phase === undefined;
  const isPast = phase?.status === 'PAST';
  const tones = { PAST: 'over', OPEN: 'open', UPCOMING: 'waiting' } as const;
  return (
    <fieldset className="panel">
      <legend className="heading-3 px-2">{isNew ? t('spaces.desk.phases.new') : phase.title.ja || phase.title.en}</legend>
      <input type="hidden" name="phase" value={phaseKey} />
      {isNew ? <p className="text-ink-soft">{t('spaces.desk.phases.new.hint')}</p> : (
        <p><StateBadge tone={tones[phase.status]}>{t(`ui.phase.${phase.status}`)}</StateBadge></p>
      )}
      <div className="grid items-end gap-6 sm:grid-cols-2">
        <DateTimeField
          name={`${name}.opensAt`} label={t('spaces.desk.phases.opensAt')} defaultValue={phase?.opensAt} optional={isNew}
          {...(isPast || phase?.status === 'OPEN' ? { hint: t('spaces.desk.phases.past') } : {})}
        />
        <DateTimeField
          name={`${name}.closesAt`} label={t('spaces.desk.phases.closesAt')} hint={t('spaces.desk.phases.closesAt.hint')} defaultValue={phase?.closesAt} optional
        />
      </div>
      <LocalizedTexts
        texts={[
          { name: `${name}.title`, label: t('spaces.desk.phases.title'), value: phase?.title, optional: isNew },
          { name: `${name}.text`, label: t('spaces.desk.phases.text'), value: phase?.text, rows: 2, max: 400, optional: true },
          { name: `${name}.callToAction`, label: t('spaces.desk.phases.call'), hint: t('spaces.desk.phases.call.hint'), value: phase?.callToAction, optional: true },
        ]}
      />
      {removable ? <CheckboxField name={`${name}.remove`} label={t('spaces.desk.phases.remove')} /> : null}
    </fieldset>
  );
}
