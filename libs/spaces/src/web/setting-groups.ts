/** Settings that stand under one heading; those without a group of their own under none. */
export interface SettingGroup<S> {
  readonly key: string | null;
  readonly settings: readonly S[];
}

/** Settings by their groups, in the order of the manifest. */
export function groupsOf<S extends { readonly group?: string | null }>(
  settings: readonly S[],
): readonly SettingGroup<S>[] {
  const keys = [...new Set(settings.map(({ group }) => group ?? null))];
  return keys.map((key) => ({ key, settings: settings.filter(({ group }) => (group ?? null) === key) }));
}
