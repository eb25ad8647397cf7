import { event, Refusal, type Decision, type Situation } from '@hiroba/kernel';
import { organisationPolicy } from './organisation.commands.ts';
import type { Logo, OrganisationContent } from './organisation.ts';

/** The width a logo is kept in at most: what is sharp at the head of a page on any screen. */
export const logoWidth = 480;

/** The least width of what is taken: the height of the sign at the head of a page. */
export const leastLogoWidth = 36;

type LogoDecision = Decision<Pick<OrganisationContent, 'logo'>>;

/** Why the logo of a city is not changed, told before anybody looks into a file. */
export const logoRefusal = (at: Situation, organisation: OrganisationContent, rev: number): Refusal | undefined =>
  organisationPolicy.edit(at, organisation) ?? (rev === organisation.rev ? undefined : new Refusal('STALE'));

/** Gives a city its logo, or takes it away; the record names the file by its digest. */
export function setLogo(
  at: Situation,
  organisation: OrganisationContent,
  logo: Logo | null,
  rev: number,
): LogoDecision | Refusal {
  const [from, to] = [organisation.logo?.src ?? null, logo?.src ?? null];
  const refusal = logoRefusal(at, organisation, rev) ?? (from === to ? new Refusal('NOTHING_CHANGED') : undefined);
  if (refusal) return refusal;
  return {
    patch: { logo },
    event: event('admin.setting_changed', { key: 'organisation.logo', from, to }, { actor: 'staff' }),
  };
}
