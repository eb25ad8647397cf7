import { all, event, hasRole, isLicence, locales, Refusal, type Decision, type LocalizedText, type Situation } from '@hiroba/kernel';
import { colourOf, contrast, LEAST_CONTRAST } from './colour.ts';
import { legalSlugs, type Contact, type LegalSlug, type Office, type OrganisationContent, type OrganisationSettings } from './organisation.ts';
import { composedText, first, isUnwritten, same, textRefusal } from './texts.ts';

/** Who may set up and change an organisation. */
export const organisationPolicy = {
  edit: all<unknown>(hasRole('ADMIN')),
};

type OrganisationDecision = Decision<Partial<OrganisationContent>>;

const OFFICE_KEY = /^[a-z][a-z0-9-]{0,39}$/;
const MAIL = /^[^\s@]{1,64}@[^\s@]{1,180}\.[^\s@]{2,}$/;
const digits = (typed: string | null | undefined): string => (typed ?? '').normalize('NFKC').trim().replace(/[‐-―−ー]/g, '-');

const phoneRefusal = (field: string, typed: string | null | undefined): Refusal | undefined =>
  !typed || /^\+?[\d\s()-]{8,24}$/.test(digits(typed)) ? undefined : new Refusal('BAD_FORMAT', field);
const mailRefusal = (field: string, typed: string | null | undefined): Refusal | undefined =>
  !typed || MAIL.test(typed.normalize('NFKC').trim()) ? undefined : new Refusal('BAD_ADDRESS', field);

function zoneRefusal(zone: string): Refusal | undefined {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    // Names only: of an offset like +09 the database believes the opposite.
    return /^[A-Za-z][A-Za-z0-9_+/-]{1,59}$/.test(zone) ? undefined : new Refusal('BAD_FORMAT', 'zone');
  } catch {
    return new Refusal('BAD_FORMAT', 'zone');
  }
}

function accentRefusal(typed: string): Refusal | undefined {
  const accent = colourOf(typed);
  if (!accent) return new Refusal('BAD_FORMAT', 'accent');
  return contrast(accent, '#ffffff') < LEAST_CONTRAST ? new Refusal('LOW_CONTRAST', 'accent') : undefined;
}

const officesRefusal = (offices: readonly Office[]): Refusal | undefined =>
  (offices.length > 100 ? new Refusal('TOO_MANY', 'offices') : undefined) ?? first(...offices.flatMap(({ key, name, phone, mail }, index) => [
    OFFICE_KEY.test(key) ? undefined : new Refusal('BAD_FORMAT', `offices.${index}.key`),
    offices.findIndex((office) => office.key === key) === index ? undefined : new Refusal('TAKEN', `offices.${index}.key`),
    textRefusal(`offices.${index}.name`, name, { max: 60 }),
    phoneRefusal(`offices.${index}.phone`, phone),
    mailRefusal(`offices.${index}.mail`, mail),
  ]));

/** Why the settings of an organisation cannot be stored as typed; also what the set-up page asks before it sends. */
export const organisationRefusal = ({ name, greeting, zone, prefix, accent, contact, offices, licence }: Partial<OrganisationSettings>): Refusal | undefined =>
  first(
    name && textRefusal('name', name, { max: 60 }),
    greeting && textRefusal('greeting', greeting, { min: 0, max: 150 }),
    zone !== undefined ? zoneRefusal(zone) : undefined,
    prefix !== undefined && !/^[A-Z]{2,6}$/.test(prefix) ? new Refusal('BAD_FORMAT', 'prefix') : undefined,
    accent !== undefined ? accentRefusal(accent) : undefined,
    contact?.office && !OFFICE_KEY.test(contact.office) ? new Refusal('BAD_FORMAT', 'contact.office') : undefined,
    contact && phoneRefusal('contact.phone', contact.phone),
    contact && phoneRefusal('contact.fax', contact.fax),
    contact && mailRefusal('contact.mail', contact.mail),
    contact && textRefusal('contact.address', contact.address, { min: 0, max: 200 }),
    contact && textRefusal('contact.hours', contact.hours, { min: 0, max: 200 }),
    offices && officesRefusal(offices),
    licence !== undefined && !isLicence(licence) ? new Refusal('BAD_FORMAT', 'licence') : undefined,
  );

const composedContact = ({ office, address, phone, fax, mail, hours }: Contact): Contact => ({
  office: office || null, address: composedText(address), hours: composedText(hours),
  phone: digits(phone) || null, fax: digits(fax) || null, mail: (mail ?? '').normalize('NFKC').trim() || null,
});

const composedOffice = ({ key, name, phone, mail }: Office): Office =>
  ({ key, name: composedText(name), phone: digits(phone) || null, mail: (mail ?? '').normalize('NFKC').trim() || null });

const composedSettings = ({ name, greeting, accent, contact, offices, ...rest }: Partial<OrganisationSettings>): Partial<OrganisationSettings> => ({
  ...rest,
  ...(name && { name: composedText(name) }),
  ...(greeting && { greeting: composedText(greeting) }),
  ...(accent !== undefined && { accent: colourOf(accent) ?? accent }),
  ...(contact && { contact: composedContact(contact) }),
  ...(offices && { offices: offices.map(composedOffice) }),
});

const code = (value: unknown): string | null =>
  typeof value === 'string' && /^#?[A-Za-z0-9_.:/-]{1,100}$/.test(value) ? value.replace('#', '') : null;

/** Changes what a city decided about its place: one decision for each setting, whose texts are committed to. */
export function changeOrganisation(organisation: OrganisationContent, typed: Partial<OrganisationSettings>): readonly OrganisationDecision[] | Refusal {
  const refusal = organisationRefusal(typed);
  if (refusal) return refusal;
  const next = composedSettings(typed);
  const keys = (Object.keys(next) as (keyof OrganisationSettings)[]).filter((key) => !same(next[key], organisation[key]));
  const decisions = keys.map((key) => {
    const [from, to] = [code(organisation[key]), code(next[key])];
    const commit = to === null ? { from: organisation[key] ?? null, to: next[key] } : undefined;
    return {
      patch: { [key]: next[key] },
      event: event('admin.setting_changed', { key: `organisation.${key}`, from, to }, { actor: 'staff', ...(commit ? { commit } : {}) }),
    };
  });
  return decisions.length > 0 ? decisions : new Refusal('NOTHING_CHANGED');
}

/** An administrator's change of the organisation's settings; `rev` is the one the form was opened with. */
export const editOrganisation = (
  at: Situation, organisation: OrganisationContent, typed: Partial<OrganisationSettings>, rev: number,
): readonly OrganisationDecision[] | Refusal =>
  organisationPolicy.edit(at, organisation)
  ?? (rev === organisation.rev ? undefined : new Refusal('STALE'))
  ?? changeOrganisation(organisation, typed);

/** A legal page as an administrator typed it. */
export interface LegalText {
  readonly title: LocalizedText;
  readonly body: LocalizedText;
}

/** Which text still has a blank of a template 〔…〕. */
function unwritten(text: LegalText): Refusal | undefined {
  for (const field of ['title', 'body'] as const) {
    const locale = locales.find((each) => isUnwritten({ [each]: text[field][each] ?? '-' }));
    if (locale) return new Refusal('UNFINISHED', `${field}.${locale}`);
  }
  return undefined;
}

/** Publishes a new version of a legal page. */
export function publishLegalPage(
  at: Situation, organisation: OrganisationContent, slug: string, { title, body }: LegalText, version: number,
): { readonly decision: OrganisationDecision; readonly text: LegalText } | Refusal {
  const refusal = organisationPolicy.edit(at, organisation)
    ?? (legalSlugs.includes(slug as LegalSlug) ? undefined : new Refusal('NOT_FOUND'))
    ?? textRefusal('title', title, { max: 100 })
    ?? textRefusal('body', body, { max: 50_000 })
    ?? unwritten({ title, body });
  if (refusal) return refusal;
  const text = { title: composedText(title), body: composedText(body) };
  const data = { key: `legal.${slug}`, from: version - 1, to: version };
  return { decision: { patch: {}, event: event('admin.setting_changed', data, { actor: 'staff', commit: { to: text } }) }, text };
}
