import { CheckboxField, NumberField, RadioGroup, TextArea, useKnownKey, useT, textOf, isTicked } from '@hiroba/ui';
import type { DeskComponentQuery } from '../gql/graphql.ts';

type Setting = NonNullable<DeskComponentQuery['component']>['settingValues'][number];

const fieldName = ({ key }: Setting): string => `settings.${key}`;

/** What a form says about the settings of a component. */
export const settingsTyped = (form: FormData, settings: readonly Setting[]) => settings.map((setting) => ({
  key: setting.key,
  value: setting.type === 'BOOLEAN' ? String(isTicked(form, fieldName(setting))) : textOf(form, fieldName(setting)),
}));

/** One field for each setting a manifest declares, with the words of the component's library. */
export const SettingFields = ({ manifest, settings }: { manifest: string; settings: readonly Setting[] }) =>
  settings.map((setting) => <SettingField key={setting.key} manifest={manifest} setting={setting} />);

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
          options={(setting.options ?? []).map((option) => ({ value: option, label: t(`${words}.${option}`) }))}
        />
      );
    default:
      return <TextArea {...frame} rows={3} optional defaultValue={setting.value} {...(setting.max ? { max: setting.max } : {})} />;
  }
}
