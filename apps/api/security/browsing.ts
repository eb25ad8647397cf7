import type { Answer, Fort } from './support.ts';

/** Where a browser without JavaScript stands: host, cookie, page. */
export interface Place {
  readonly path: string;
  readonly host?: string;
  readonly cookie?: string;
}

/** Asks for a page. */
export const visit = (fort: Fort, place: Place): Promise<Answer> =>
  fort.send({ method: 'GET', headers: { accept: 'text/html' }, ...place });

const attribute = (tag: string, name: string): string | undefined =>
  new RegExp(`\\s${name}="([^"]*)"`)
    .exec(tag)?.[1]
    ?.replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&');

/** A form as a page shows it: where it is sent, and what it would send untouched. */
export interface ShownForm {
  readonly name: string;
  readonly action: string | undefined;
  readonly fields: Readonly<Record<string, string>>;
}

/** The forms of a page that post. */
export const formsOf = ({ text }: Answer): ShownForm[] =>
  [...text.matchAll(/<form\b([^>]*)>([^]*?)<\/form>/g)].flatMap(([, head = '', inner = '']) => {
    if (attribute(head, 'method')?.toLowerCase() !== 'post') return [];
    const inputs = [...inner.matchAll(/<input\b[^>]*>/g)].map(([tag]) => tag);
    const kept = inputs.filter((tag) => !/type="(checkbox|radio)"/.test(tag) || /\schecked/.test(tag));
    const areas = [...inner.matchAll(/<textarea\b([^>]*)>([^]*?)<\/textarea>/g)];
    const fields = Object.fromEntries(
      [
        ...kept.map((tag) => [attribute(tag, 'name') ?? '', attribute(tag, 'value') ?? '']),
        ...areas.map(([, tag = '', text_ = '']) => [attribute(tag, 'name') ?? '', text_]),
      ].filter(([name]) => name !== ''),
    ) as Record<string, string>;
    return [{ name: fields._form ?? '', action: attribute(head, 'action'), fields }];
  });

/** The form of a page with this name, as it is shown now. */
export async function formAt(fort: Fort, place: Place, name = 'main'): Promise<ShownForm> {
  const page = await visit(fort, place);
  const form = formsOf(page).find((each) => each.name === name);
  if (!form) throw new Error(`${place.path} (${page.status}) has no form ${name}`);
  return form;
}

/** Sends a form that a page showed, filled in, as a browser does: line breaks as CRLF. */
export function sendForm(
  fort: Fort,
  place: Place,
  { action, fields }: ShownForm,
  filled: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const all = Object.entries({ ...fields, ...filled });
  const body = new URLSearchParams(all.map(([key, value]) => [key, value.replace(/\r\n|\r|\n/g, '\r\n')])).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' };
  return fort.send({ method: 'POST', ...place, path: action ?? place.path, body, headers });
}
