import { textOf } from '@hiroba/ui';
import type { SpaceWorkFragment } from '../gql/graphql.ts';
import { instantTyped, localizedOf } from './typed.ts';

type Phase = SpaceWorkFragment['phases'][number];

/** A phase as the mutation takes it. */
export interface TypedPhase {
  readonly key: string;
  readonly title: { ja?: string; en?: string };
  readonly text: { ja?: string; en?: string };
  readonly callToAction: { ja?: string; en?: string };
  readonly opensAt: string;
  readonly closesAt: string | null;
  readonly allows: readonly { readonly componentId: string; readonly actions: readonly string[] }[];
}

/** The key of a phase that is not stored yet: free among those there are. */
export function freeKey(phases: readonly { readonly key: string }[]): string {
  let n = phases.length + 1;
  while (phases.some(({ key }) => key === `phase-${n}`)) n += 1;
  return `phase-${n}`;
}

/** A stored phase as the mutation takes it. */
export const storedPhase = ({ key, title, text, callToAction, opensAt, closesAt, allows }: Phase): TypedPhase => ({
  key, title: words(title), text: words(text), callToAction: words(callToAction), opensAt, closesAt: closesAt ?? null, allows,
});

const words = (text: { readonly ja?: string | null; readonly en?: string | null } | null | undefined) =>
  ({ ja: text?.ja ?? '', en: text?.en ?? '' });

/** What a form about phases says, or the field whose date is none. */
export function phasesTyped(form: FormData, stored: readonly Phase[], zone: string): readonly TypedPhase[] | { readonly field: string } {
  const phases: TypedPhase[] = [];
  for (const key of form.getAll('phase').map(String)) {
    const name = `phases.${key}`;
    const known = stored.find((phase) => phase.key === key);
    const isBlank = !known && !textOf(form, `${name}.title.ja`).trim() && !textOf(form, `${name}.opensAt`).trim();
    if (isBlank || form.has(`${name}.remove`)) continue;
    const opensAt = dateTyped(form, `${name}.opensAt`, known?.opensAt, zone);
    const closing = textOf(form, `${name}.closesAt`).trim();
    const closesAt = closing ? dateTyped(form, `${name}.closesAt`, known?.closesAt, zone) : null;
    if (opensAt === undefined) return { field: `${name}.opensAt` };
    if (closesAt === undefined) return { field: `${name}.closesAt` };
    phases.push({
      key, title: localizedOf(form, `${name}.title`), text: localizedOf(form, `${name}.text`),
      callToAction: localizedOf(form, `${name}.callToAction`), opensAt, closesAt, allows: known?.allows ?? [],
    });
  }
  return phases;
}

/** A typed instant; one that says the same minute as what is stored stays as it is, with its seconds. */
function dateTyped(form: FormData, name: string, stored: string | null | undefined, zone: string): string | undefined {
  const typed = instantTyped(textOf(form, name), zone)?.toISOString();
  return typed && stored && typed.slice(0, 16) === stored.slice(0, 16) ? stored : typed;
}

/** Stored phases with what a form says each opens in each component: checkboxes `allows.<phase>.<component>`. */
export const opensTyped = (form: FormData, stored: readonly Phase[], componentIds: readonly string[], isPublic: boolean): readonly TypedPhase[] =>
  stored.map((phase) => ({
    ...storedPhase(phase),
    allows: isPublic && phase.status === 'PAST' ? phase.allows : componentIds.map((componentId) => ({
      componentId, actions: form.getAll(`allows.${phase.key}.${componentId}`).map(String),
    })),
  }));
