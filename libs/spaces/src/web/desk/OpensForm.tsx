import { ActionButton, ButtonRow, CheckboxGroup, Form, Notice, TextArea, useRefusal, useT } from '@hiroba/ui';
import { spacePolicy } from '../../domain/space.policy.ts';
import type { SpaceWorkFragment } from '../gql/graphql.ts';
import { useWords } from '../words.ts';

interface OpensFormProps {
  readonly space: SpaceWorkFragment;
  readonly kinds: readonly { readonly name: string; readonly actions: readonly string[] }[];
}

/** Which phase opens what in which component. */
export function OpensForm({ space, kinds }: OpensFormProps) {
  const t = useT();
  const words = useWords();
  const refusal = useRefusal(spacePolicy.setPhases, space);
  const actionsOf = (manifest: string) => kinds.find(({ name }) => name === manifest)?.actions ?? [];
  const isPublic = space.rev >= 1;
  return (
    <Form name="opens" key={`${space.edition} ${space.components.length}`}>
      <input type="hidden" name="edition" value={space.edition} />
      {space.phases.map((phase) => (
        <fieldset key={phase.key} className="panel">
          <legend className="heading-4 px-2">{words(phase.title).text}</legend>
          {isPublic && phase.status === 'PAST' ? <p className="text-ink-soft">{t('spaces.desk.components.opens.past')}</p> : space.components.map((component) => (
            <CheckboxGroup
              key={component.id} name={`allows.${phase.key}.${component.id}`} label={words(component.title).text}
              defaultValues={phase.allows.find(({ componentId }) => componentId === component.id)?.actions ?? []}
              options={actionsOf(component.manifest).map((action) => ({ value: action, label: t(`${component.manifest}.action.${action}`) }))}
            />
          ))}
        </fieldset>
      ))}
      {isPublic ? (
        <>
          <Notice title={t('spaces.desk.phases.public.title')} level={3}><p>{t('spaces.desk.components.opens.public')}</p></Notice>
          <TextArea name="reason" label={t('spaces.desk.phases.reason')} hint={t('spaces.desk.phases.reason.hint')} rows={2} max={500} />
        </>
      ) : null}
      <ButtonRow><ActionButton refusal={refusal} weight="secondary">{t('spaces.desk.components.opens.button')}</ActionButton></ButtonRow>
    </Form>
  );
}
