import { useKnownKey, useT } from '@hiroba/ui';
import { useWords, type Answered } from './words.ts';

/** What a page knows of a setting to put its values into words. */
export interface Worded {
  readonly key: string;
  readonly type: string;
  /** What it may name. */
  readonly choices?: readonly { readonly value: string; readonly label: Answered }[] | null;
}

interface Row {
  readonly key: string;
  readonly label?: Answered;
}

/** The ids that a value names. */
export const idsIn = (value: string): readonly string[] => (value === '' ? [] : JSON.parse(value) as readonly string[]);

/** The texts in languages that a value is; one in Japanese where it was written before settings knew languages. */
export function textsIn(value: string): Answered {
  if (value === '') return {};
  return value.startsWith('{') ? JSON.parse(value) as Answered : { ja: value };
}

/** Puts the settings of a manifest and their values into the words of its library. */
export function useSettingWords(manifest: string) {
  const t = useT();
  const knows = useKnownKey();
  const words = useWords();
  const name = (key: string) => `${manifest}.settings.${key}`;
  return {
    label: (key: string): string => t(name(key)),
    value: worded,
    /** The value in force in a few words: of a longer text only whether there is one. */
    short(setting: Worded & { readonly value: string }): string {
      const said = worded(setting, setting.value);
      const isText = setting.type === 'LOCALIZED' || setting.type === 'TEXT';
      return isText && said !== t('spaces.settings.none') && !knows(`${name(setting.key)}.set`) ? t('spaces.settings.written') : said;
    },
  };

  function worded({ key, type, choices }: Worded, value: string): string {
    if (type === 'BOOLEAN') return t(`spaces.settings.${value === 'true' ? 'on' : 'off'}`);
    if (type === 'CHOICE') return t(`${name(key)}.${value}`);
    if (type === 'ROWS') return (JSON.parse(value) as readonly Row[]).map((row) => words(row.label).text || row.key).join(t('spaces.settings.and'));
    if (type === 'LOCALIZED') return words(textsIn(value)).text || t('spaces.settings.none');
    if (type === 'SEVERAL') {
      const labels = idsIn(value).map((id) => words(choices?.find((choice) => choice.value === id)?.label).text || id);
      return labels.join(t('spaces.settings.and')) || t('spaces.settings.none');
    }
    if (type === 'INTEGER' && value === '0' && knows(`${name(key)}.zero`)) return t(`${name(key)}.zero`);
    if (type === 'INTEGER') return `${Number(value).toLocaleString()}${knows(`${name(key)}.unit`) ? t(`${name(key)}.unit`) : ''}`;
    if (value !== '' && knows(`${name(key)}.set`)) return t(`${name(key)}.set`);
    return value || t('spaces.settings.none');
  }
}
