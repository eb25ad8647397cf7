import type { ReactNode } from 'react';
import { useOutcome, useT } from '@hiroba/ui';
import { groupsOf } from '../setting-groups.ts';
import { useSettingWords } from '../setting-words.ts';
import { FieldFold } from './FieldFold.tsx';
import { SettingFields } from './SettingFields.tsx';
import { differs, type DeskSetting } from './typed-settings.ts';

interface SettingGroupsProps {
  readonly id: string;
  readonly manifest: string;
  readonly settings: readonly DeskSetting[];
  /** What closes each group: the button that saves. */
  readonly save: ReactNode;
}

/** The settings of a component by their groups, each with its state in words; a group with something to mend is open. */
export function SettingGroups({ id, manifest, settings, save }: SettingGroupsProps) {
  const t = useT();
  const words = useSettingWords(manifest);
  const outcome = useOutcome();
  const refused = outcome ? [outcome.refusal, ...(outcome.refusal.others ?? [])].map(({ field }) => field ?? '') : [];
  const isWaiting = (setting: DeskSetting): boolean =>
    outcome !== undefined &&
    (differs(setting, outcome.values) || refused.some((field) => `${field}.`.startsWith(`settings.${setting.key}.`)));
  return groupsOf(settings).map(({ key, settings: own }) => {
    const fields = <SettingFields id={id} manifest={manifest} settings={own} />;
    return key === null ? (
      <div key="" className="form py-4">
        {fields}
      </div>
    ) : (
      <FieldFold
        key={key}
        title={t(`${manifest}.settings.group.${key}`)}
        open={own.some(isWaiting)}
        state={own.map((setting) => [words.label(setting.key), words.short(setting)])}
      >
        {fields}
        {save}
      </FieldFold>
    );
  });
}
