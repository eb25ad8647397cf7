import {
  event, privateEvent, Refusal, type Decision, type LocalizedText, type Manifest, type SettingRow, type SettingUse, type Situation, type SpaceState, type Version,
} from '@hiroba/kernel';
import type { PlacedContent } from './component.ts';
import { componentPolicy } from './component.policy.ts';
import {
  changesOf, settingsInForce, settingsOf, type Known, type SettingChange, type SettingValue, type TypedSetting,
} from './settings.ts';
import { stale, told } from './space.commands.ts';
import { spacePolicy } from './space.policy.ts';
import type { SpaceFacts } from './space.ts';
import { composedText, same, textRefusal } from './texts.ts';

type PlacedDecision = Decision<Partial<PlacedContent>>;

/** What staff typed about a component; what is missing stays as it is. */
export interface ComponentEdit {
  readonly title?: LocalizedText;
  readonly intro?: LocalizedText;
  readonly settings?: readonly TypedSetting[];
}

const textsRefusal = ({ title, intro }: ComponentEdit): Refusal | undefined =>
  (title && textRefusal('title', title, { max: 100 })) ?? (intro && textRefusal('intro', intro, { min: 0, max: 400 }));

/** Places a component in a space; it stays private until it is published. */
export function placeComponent(
  at: Situation, space: SpaceFacts, manifest: Manifest | undefined, typed: ComponentEdit & { readonly title: LocalizedText }, weight: number,
  known: Known = {},
): PlacedDecision | Refusal {
  if (!manifest) return spacePolicy.place(at, space) ?? new Refusal('BAD_USER_INPUT', 'manifest');
  const refusal = spacePolicy.place(at, space) ?? textsRefusal(typed);
  if (refusal) return refusal;
  const settings = settingsOf(manifest, typed.settings ?? [], known);
  return settings instanceof Refusal ? settings : {
    patch: {
      manifest: manifest.name, title: composedText(typed.title), intro: composedText(typed.intro), weight,
      published: false, settings: { ...settingsInForce(manifest, {}), ...settings }, edition: 0,
    },
    event: privateEvent('component.placed', { manifest: manifest.name }),
  };
}

/** What the log says of a value: numbers, switches and codes, the keys of rows, ids, never a text. */
function coded(value: SettingValue): number | boolean | string | readonly string[] | null {
  if (Array.isArray(value)) return (value as readonly (string | SettingRow)[]).map((each) => (typeof each === 'string' ? each : each.key));
  if (typeof value === 'object') return null;
  return typeof value !== 'string' || /^[A-Za-z0-9_.:/-]{1,100}$/.test(value) ? value : null;
}

/** What the change of a rule is kept under, so that everybody can read which rule held when. */
const changeOfRules = ({ rev }: PlacedContent, before: number, content: SettingChange): { readonly version?: Version } =>
  (rev >= 1 ? { version: { kind: 'component_settings', n: rev + before + 1, content: { ...content } } } : {});

/** Changes the texts and settings of a component: one decision for the texts and one for each setting. */
export function editComponent(
  at: Situation, component: PlacedContent, manifest: Manifest, typed: ComponentEdit, edition: number, use: SettingUse = {},
  known: Known = {},
): readonly PlacedDecision[] | Refusal {
  const refusal = componentPolicy.edit(at, component) ?? stale(component, edition) ?? textsRefusal(typed);
  if (refusal) return refusal;
  const settings = settingsOf(manifest, typed.settings ?? [], known);
  if (settings instanceof Refusal) return settings;
  const changes = changesOf(manifest, component.settings, settings, use);
  if (changes instanceof Refusal) return changes;
  const texts = {
    ...(typed.title && !same(composedText(typed.title), component.title) ? { title: composedText(typed.title) } : {}),
    ...(typed.intro && !same(composedText(typed.intro), component.intro) ? { intro: composedText(typed.intro) } : {}),
  };
  const fields = Object.keys(texts).sort();
  const decisions: PlacedDecision[] = [];
  let next = settingsInForce(manifest, component.settings);
  const patched = (patch: Partial<PlacedContent>) => ({ ...patch, edition: component.edition + 1 });
  if (fields.length > 0) decisions.push({ patch: patched(texts), event: told(component, 'component.edited', { fields }) });
  for (const change of changes) {
    const { key, from, to } = change;
    next = { ...next, [key]: to };
    decisions.push({
      patch: patched({ settings: next }), event: told(component, 'component.settings_changed', { key, from: coded(from), to: coded(to) }),
      ...changeOfRules(component, decisions.length, change),
    });
  }
  return decisions.length > 0 ? decisions : new Refusal('NOTHING_CHANGED');
}

/** Shows a component to everybody; its space must be public already. */
export const publishComponent = (at: Situation, component: PlacedContent, spaceState: SpaceState): PlacedDecision | Refusal =>
  componentPolicy.publish(at, component)
  ?? (spaceState === 'DRAFT' ? new Refusal('WRONG_STATE', undefined, { state: spaceState }) : shown(component, true));

/** Shows a component together with its space, whose publication was just allowed. */
export const publishedWithSpace = (component: PlacedContent): PlacedDecision => shown(component, true);

/** Takes a component out of sight; content and addresses stay. */
export const unpublishComponent = (at: Situation, component: PlacedContent): PlacedDecision | Refusal =>
  componentPolicy.unpublish(at, component) ?? shown(component, false);

const shown = (component: PlacedContent, published: boolean): PlacedDecision => ({
  patch: { published, edition: component.edition + 1 },
  event: event(published ? 'component.published' : 'component.unpublished', {}, { actor: 'staff' }),
});
