import { Notice, Table, useOutcome, useT } from '@hiroba/ui';
import { useSettingWords } from '../setting-words.ts';
import { differs, typedFor, type DeskSetting } from './typed-settings.ts';

interface StaleSettingsProps {
  readonly manifest: string;
  readonly settings: readonly DeskSetting[];
}

/** Both values of each rule that somebody else changed while this form was open: theirs are in force, one's own are in the form. */
export function StaleSettings({ manifest, settings }: StaleSettingsProps) {
  const t = useT();
  const words = useSettingWords(manifest);
  const outcome = useOutcome();
  if (outcome?.refusal.code !== 'STALE') return null;
  const differing = settings.filter((setting) => differs(setting, outcome.values));
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

  function typedWords(setting: DeskSetting): string {
    const typed = typedFor(setting, outcome?.values ?? {}) ?? '';
    const isNumber = setting.type === 'INTEGER' && /^\d+$/.test(typed);
    return setting.type === 'INTEGER' && !isNumber ? typed : words.value(setting, typed);
  }
}
