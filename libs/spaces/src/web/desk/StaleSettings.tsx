import { locales } from '@hiroba/kernel';
import { Notice, Table, useOutcome, useT } from '@hiroba/ui';
import type { DeskComponentQuery } from '../gql/graphql.ts';
import { textsIn, useSettingWords } from '../setting-words.ts';

type Setting = NonNullable<DeskComponentQuery['component']>['settingValues'][number];

interface StaleSettingsProps {
  readonly manifest: string;
  readonly settings: readonly Setting[];
}

const tidy = (typed: string | undefined): string | undefined => typed?.replace(/\r\n/g, '\n').trim();

/** Texts in languages as JSON, in the order of the languages and without the empty ones. */
const inOrder = (texts: readonly (readonly [string, string | undefined])[]): string =>
  JSON.stringify(Object.fromEntries(texts.filter(([, text]) => text)));

/** Both values of each rule that somebody else changed while this form was open: theirs are in force, one's own are in the form. */
export function StaleSettings({ manifest, settings }: StaleSettingsProps) {
  const t = useT();
  const words = useSettingWords(manifest);
  const outcome = useOutcome();
  if (outcome?.refusal.code !== 'STALE') return null;
  const typedFor = ({ key, type }: Setting): string | undefined => {
    if (type === 'LOCALIZED') return inOrder(locales.map((locale) => [locale, tidy(outcome.values[`settings.${key}.${locale}`]?.[0])]));
    if (type === 'SEVERAL') return JSON.stringify((outcome.values[`settings.${key}`] ?? []).filter(Boolean));
    const typed = outcome.values[`settings.${key}`]?.[0];
    return type === 'BOOLEAN' ? String(typed !== undefined) : tidy(typed);
  };
  const valueOf = ({ type, value }: Setting): string =>
    (type === 'LOCALIZED' ? inOrder(locales.map((locale) => [locale, textsIn(value)[locale] ?? undefined])) : value);
  const differing = settings.filter((setting) => setting.type !== 'ROWS' && !setting.locked && typedFor(setting) !== valueOf(setting));
  return (
    <Notice kind="warning" title={t('spaces.settings.stale')}>
      <p>{t('spaces.settings.stale.lead')}</p>
      {differing.length > 0 ? (
        <Table
          caption={t('spaces.settings.stale')} captionHidden rows={differing} rowKey={({ key }) => key}
          columns={[
            { key: 'rule', head: t('spaces.settings.stale.rule'), cell: ({ key }) => words.label(key) },
            { key: 'now', head: t('spaces.settings.stale.now'), wraps: true, cell: (setting) => words.value(setting, setting.value) },
            { key: 'own', head: t('spaces.settings.stale.own'), wraps: true, cell: (setting) => typedWords(setting) },
          ]}
        />
      ) : null}
    </Notice>
  );

  function typedWords(setting: Setting): string {
    const typed = typedFor(setting) ?? '';
    const isNumber = setting.type === 'INTEGER' && /^\d+$/.test(typed);
    return setting.type === 'INTEGER' && !isNumber ? typed : words.value(setting, typed);
  }
}
