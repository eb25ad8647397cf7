import {
  CheckboxField, CheckboxGroup, isTicked, links, NumberField, RadioGroup, SelectField, TextArea, TextLink, textOf, useKnownKey, useLocale, useT,
} from '@hiroba/ui';
import { idsIn, textsIn, useSettingWords } from '../setting-words.ts';
import { useWords } from '../words.ts';
import { LocalizedFields } from './LocalizedFields.tsx';
import { localizedOf } from './typed.ts';
import type { DeskSetting as Setting } from './typed-settings.ts';

const fieldName = ({ key }: Setting): string => `settings.${key}`;

/** What of its choices a setting shows: those on offer, and those it has. */
const shownChoices = ({ choices, value }: Setting) => (choices ?? []).filter((choice) => choice.offered || idsIn(value).includes(choice.value));

/** Whether the form of all settings asks for one: rows have a page of their own, what is in use stays, of nothing nothing is chosen. */
const isAsked = (setting: Setting): boolean =>
  setting.type !== 'ROWS' && !setting.locked && !(setting.type === 'SEVERAL' && shownChoices(setting).length === 0);

/** What a form says about the settings of a component. */
export const settingsTyped = (form: FormData, settings: readonly Setting[]) => settings.filter(isAsked).map((setting) => ({
  key: setting.key,
  value: typedValue(form, setting),
}));

function typedValue(form: FormData, setting: Setting): string {
  const name = fieldName(setting);
  if (setting.type === 'SEVERAL') return JSON.stringify(form.getAll(name).map(String).filter(Boolean));
  if (setting.type === 'LOCALIZED') return JSON.stringify(localizedOf(form, name));
  return setting.type === 'BOOLEAN' ? String(isTicked(form, name)) : textOf(form, name);
}

interface SettingFieldsProps {
  readonly id: string;
  readonly manifest: string;
  readonly settings: readonly Setting[];
}

/** One field for each setting a manifest declares, with the words of the component's library. */
export const SettingFields = ({ id, manifest, settings }: SettingFieldsProps) => settings.map((setting) => (isAsked(setting)
  ? <SettingField key={setting.key} manifest={manifest} setting={setting} />
  : <FixedSetting key={setting.key} id={id} manifest={manifest} setting={setting} />));

function SettingField({ manifest, setting }: { manifest: string; setting: Setting }) {
  const t = useT();
  const knows = useKnownKey();
  const words = `${manifest}.settings.${setting.key}`;
  const bounds = setting.type === 'INTEGER' ? t('spaces.settings.bounds', { min: setting.min, max: setting.max, default: setting.default }) : '';
  const hint = [knows(`${words}.hint`) ? t(`${words}.hint`) : '', bounds].filter(Boolean).join(' ');
  const frame = { name: fieldName(setting), label: t(words), ...(hint ? { hint } : {}) };
  switch (setting.type) {
    case 'INTEGER':
      return <NumberField {...frame} defaultValue={Number(setting.value)} {...(knows(`${words}.unit`) ? { unit: t(`${words}.unit`) } : {})} />;
    case 'BOOLEAN':
      return <CheckboxField {...frame} defaultChecked={setting.value === 'true'} />;
    case 'CHOICE':
      return (
        <RadioGroup
          {...frame} defaultValue={setting.value}
          options={(setting.options ?? []).map((option) => ({
            value: option, label: t(`${words}.${option}`), ...(knows(`${words}.${option}.hint`) ? { hint: t(`${words}.${option}.hint`) } : {}),
          }))}
        />
      );
    case 'LOCALIZED':
      return <LocalizedFields {...frame} value={textsIn(setting.value)} rows={3} optional {...(setting.max ? { max: setting.max } : {})} />;
    case 'SEVERAL':
      return <SeveralField frame={frame} setting={setting} />;
    default:
      return <TextArea {...frame} rows={3} optional defaultValue={setting.value} {...(setting.max ? { max: setting.max } : {})} />;
  }
}

function SeveralField({ frame, setting }: { frame: { name: string; label: string; hint?: string }; setting: Setting }) {
  const t = useT();
  const words = useWords();
  const options = shownChoices(setting).map(({ value, label }) => ({ value, label: words(label).text }));
  const chosen = idsIn(setting.value);
  return setting.max === 1
    ? <SelectField {...frame} optional defaultValue={chosen[0] ?? ''} options={[{ value: '', label: t('spaces.settings.none') }, ...options]} />
    : <CheckboxGroup {...frame} defaultValues={chosen} options={options} />;
}

/** A setting that this form does not change: its value, and why, or where. */
function FixedSetting({ id, manifest, setting }: { id: string; manifest: string; setting: Setting }) {
  const t = useT();
  const to = links(useLocale());
  const knows = useKnownKey();
  const words = useSettingWords(manifest);
  const label = words.label(setting.key);
  return (
    <div className="field">
      <p className="font-700">{label}</p>
      <p>{words.value(setting, setting.value)}</p>
      {setting.type === 'SEVERAL' && knows(`${manifest}.settings.${setting.key}.nothing`) ? (
        <p className="text-ink-soft measure">{t(`${manifest}.settings.${setting.key}.nothing`)}</p>
      ) : null}
      {setting.locked ? <p className="text-ink-soft measure">{setting.locked}</p> : null}
      {setting.type === 'ROWS' ? <p><TextLink to={to.desk('components', id, setting.key)}>{t('spaces.settings.rows', { label })}</TextLink></p> : null}
    </div>
  );
}
