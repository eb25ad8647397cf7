import {
  CheckboxField, isTicked, links, NumberField, RadioGroup, TextArea, TextLink, textOf, useKnownKey, useLocale, useT,
} from '@hiroba/ui';
import type { DeskComponentQuery } from '../gql/graphql.ts';
import { useSettingWords } from '../setting-words.ts';

type Setting = NonNullable<DeskComponentQuery['component']>['settingValues'][number];

const fieldName = ({ key }: Setting): string => `settings.${key}`;

/** Whether the form of all settings asks for one: rows have a page of their own, and what is in use stays. */
const isAsked = ({ type, locked }: Setting): boolean => type !== 'ROWS' && !locked;

/** What a form says about the settings of a component. */
export const settingsTyped = (form: FormData, settings: readonly Setting[]) => settings.filter(isAsked).map((setting) => ({
  key: setting.key,
  value: setting.type === 'BOOLEAN' ? String(isTicked(form, fieldName(setting))) : textOf(form, fieldName(setting)),
}));

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
    default:
      return <TextArea {...frame} rows={3} optional defaultValue={setting.value} {...(setting.max ? { max: setting.max } : {})} />;
  }
}

/** A setting that this form does not change: its value, and why, or where. */
function FixedSetting({ id, manifest, setting }: { id: string; manifest: string; setting: Setting }) {
  const t = useT();
  const to = links(useLocale());
  const words = useSettingWords(manifest);
  const label = words.label(setting.key);
  return (
    <div className="field">
      <p className="font-700">{label}</p>
      <p>{words.value(setting, setting.value)}</p>
      {setting.locked ? <p className="text-ink-soft measure">{setting.locked}</p> : null}
      {setting.type === 'ROWS' ? <p><TextLink to={to.desk('components', id, setting.key)}>{t('spaces.settings.rows', { label })}</TextLink></p> : null}
    </div>
  );
}
