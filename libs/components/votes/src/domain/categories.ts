/** The headings that an option stands under: several are separated by commas. */
export const headingsOf = (category: string | null | undefined): readonly string[] =>
  (category ?? '').split(/[,、]/).map((heading) => heading.trim()).filter(Boolean);

/** All headings of some options with how many stand under each, the largest first. */
export function headingsIn(options: readonly { readonly category?: string | null | undefined }[]): readonly { readonly name: string; readonly many: number }[] {
  const all = new Map<string, number>();
  for (const { category } of options) for (const name of new Set(headingsOf(category))) all.set(name, (all.get(name) ?? 0) + 1);
  return [...all].map(([name, many]) => ({ name, many })).sort((a, b) => b.many - a.many || (a.name < b.name ? -1 : 1));
}
