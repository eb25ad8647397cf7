import { CheckboxField, DateTimeField, NumberField, RadioGroup, useT } from '@hiroba/ui';
import { electorateModes, electorates, secrecyLevels } from '../domain/vote.ts';
import type { VotePageQuery, VoteRoomFragment } from './gql/graphql.ts';

type Shown = NonNullable<VotePageQuery['vote']>;

/** Who votes, how secretly, and from when until when. */
export function TimesFields({ vote, rules }: { vote: Shown; rules: VoteRoomFragment['rules'] }) {
  const t = useT();
  return (
    <>
      <RadioGroup
        name="electorate" label={t('votes.fact.who')} defaultValue={vote.electorate}
        options={electorates.map((value) => ({ value, label: t(`votes.electorate.${value}`) }))}
      />
      <RadioGroup
        name="electorateMode" label={t('votes.form.mode')} defaultValue={vote.electorateMode}
        options={electorateModes.map((value) => ({ value, label: t(`votes.mode.${value}`), hint: t(`votes.mode.${value}.for`) }))}
      />
      <RadioGroup
        name="secrecy" label={t('votes.secrecy.title')} defaultValue={vote.secrecy}
        options={[...secrecyLevels].reverse().map((value) => ({ value, label: t(`votes.secrecy.${value}`), hint: t(`votes.secrecy.${value}.promise`) }))}
      />
      <div className="grid items-start gap-6 sm:grid-cols-2">
        <DateTimeField name="opensAt" label={t('votes.fact.opens')} hint={t('votes.form.opensHint', { days: rules.noticeDays })} defaultValue={vote.opensAt} />
        <DateTimeField name="closesAt" label={t('votes.fact.closes')} hint={t('votes.form.closesHint')} defaultValue={vote.closesAt} />
      </div>
      <NumberField name="uniqueLimit" label={t('votes.form.uniqueLimit')} hint={t('votes.form.uniqueLimitHint')} unit="%" defaultValue={vote.uniqueLimit} />
      <CheckboxField name="paper" label={t('votes.form.paper')} hint={t('votes.form.paperHint')} defaultChecked={vote.paper} />
    </>
  );
}
