/** What can be decided about a person: told so; no reports for a while; no contributions for a while, or for good. */
export const sanctionKinds = ['WARN', 'LIMIT_REPORTING', 'SUSPEND', 'BLOCK'] as const;
export type SanctionKind = (typeof sanctionKinds)[number];

/** What nobody decides alone. */
export type GraveKind = Extract<SanctionKind, 'SUSPEND' | 'BLOCK'> | 'SUPPRESS';

/** Up to how many days somebody is suspended by one person alone. */
export const DAYS_ALONE = 7;

/** The most days of what ends by itself. */
export const mostDays = { LIMIT_REPORTING: 90, SUSPEND: 180 } as const;

/** How much a decision about a person weighs. */
export function weightOf(kind: SanctionKind, days: number | null): 'LIGHT' | 'MEDIUM' | 'GRAVE' {
  if (kind === 'WARN') return 'LIGHT';
  if (kind === 'BLOCK') return 'GRAVE';
  return kind === 'SUSPEND' && (days ?? Infinity) > DAYS_ALONE ? 'GRAVE' : 'MEDIUM';
}
