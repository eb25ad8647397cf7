import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { localized } from '@hiroba/kernel';
import {
  addressOf,
  answersForm,
  Button,
  CheckboxGroup,
  DateTime,
  Empty,
  Form,
  formOf,
  httpError,
  links,
  PageBody,
  PageHead,
  query,
  RadioGroup,
  Section,
  seeOther,
  SelectField,
  submit,
  Table,
  TextLink,
  textOf,
  useLocale,
  useT,
} from '@hiroba/ui';
import { modes, waveHours } from '../../domain/modes.ts';
import { changeModeMutation, modesPageQuery } from './modes.graphql.ts';

/** Loads the places of a moderator. */
export async function loader(args: LoaderFunctionArgs) {
  const { viewer, moderatedPlaces } = await query(args.context, modesPageQuery);
  if (!answersForm(args)) {
    if (!viewer.person) throw seeOther(links(args.params.locale ?? 'ja').signIn(addressOf(args).pathname));
    if (!viewer.grants.some(({ role }) => role === 'MODERATOR')) throw httpError(403, 'FORBIDDEN');
    if (viewer.mfaNeeded) throw httpError(403, 'MFA_REQUIRED');
  }
  return { places: moderatedPlaces };
}

/** Sets how new texts of the chosen places come before everybody. */
export async function action(args: ActionFunctionArgs) {
  const form = await formOf(args);
  const hours = Number(textOf(form, 'hours'));
  return submit(
    { ...args, form },
    changeModeMutation,
    () => ({
      ids: form.getAll('places').filter((value) => typeof value === 'string'),
      mode: textOf(form, 'mode'),
      hours: Number.isInteger(hours) && hours > 0 ? hours : null,
    }),
    { onSuccess: () => seeOther(addressOf(args).pathname, 'moderation.MODE') },
  );
}

/** How new texts come before everybody, place by place, and the one form that changes it. */
export default function ModesPage() {
  const t = useT();
  const to = links(useLocale());
  const { places } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead
        title={t('moderation.modes.title')}
        lead={t('moderation.modes.lead')}
        crumbs={[
          { label: t('moderation.desk.desk'), to: to.desk() },
          { label: t('moderation.desk.title'), to: to.desk('moderation') },
        ]}
      />
      <PageBody wide>{places.length === 0 ? <Empty>{t('moderation.modes.none')}</Empty> : <Places />}</PageBody>
    </>
  );
}

function Places() {
  const t = useT();
  const locale = useLocale();
  const { places } = useLoaderData<typeof loader>();
  const nameOf = ({ title, within }: (typeof places)[number]) =>
    t('moderation.modes.place', { title: localized(title, locale).text, within: localized(within, locale).text });
  return (
    <>
      <Section title={t('moderation.modes.now')}>
        <Table
          caption={t('moderation.modes.now')}
          captionHidden
          rows={places}
          rowKey={({ id }) => id}
          columns={[
            { key: 'place', head: t('moderation.modes.places'), wraps: true, cell: nameOf },
            {
              key: 'mode',
              head: t('moderation.modes.mode'),
              wraps: true,
              cell: ({ mode, wave, waveUntil }) => (
                <span className="grid gap-1">
                  <span>{t(`moderation.mode.${wave ?? mode}`)}</span>
                  {waveUntil ? (
                    <span>
                      {t('moderation.modeNotice.until')}
                      {'　'}
                      <DateTime at={waveUntil} />
                    </span>
                  ) : null}
                </span>
              ),
            },
            {
              key: 'waiting',
              head: t('moderation.desk.show.HELD'),
              wraps: true,
              cell: ({ waiting }) =>
                waiting > 0 ? (
                  <TextLink to={`${links(locale).desk('moderation')}?show=HELD`}>
                    {t('moderation.modes.placeWaiting', { count: waiting })}
                  </TextLink>
                ) : (
                  t('moderation.modes.placeWaiting', { count: waiting })
                ),
            },
          ]}
        />
      </Section>
      <Section title={t('moderation.modes.link')}>
        <Form keep>
          <CheckboxGroup
            name="places"
            label={t('moderation.modes.places')}
            hint={t('moderation.modes.places.hint')}
            options={places.map((place) => ({ value: place.id, label: nameOf(place) }))}
          />
          <RadioGroup
            name="mode"
            label={t('moderation.modes.mode')}
            options={modes.map((mode) => ({
              value: mode,
              label: t(`moderation.mode.${mode}`),
              hint: t(`moderation.mode.${mode}.hint`),
            }))}
          />
          <SelectField
            name="hours"
            label={t('moderation.modes.hours')}
            hint={t('moderation.modes.hours.hint')}
            defaultValue="NONE"
            options={[
              { value: 'NONE', label: t('moderation.modes.hours.none') },
              ...waveHours.map((hours) => ({
                value: String(hours),
                label: t('moderation.modes.hours.some', { hours }),
              })),
            ]}
          />
          <div>
            <Button weight="primary">{t('moderation.modes.act')}</Button>
          </div>
        </Form>
      </Section>
    </>
  );
}
