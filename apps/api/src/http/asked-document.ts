import { bounds } from '../graphql/bounds.ts';
import type { Documents } from '../graphql/documents.ts';

/** Whether a value is nested no deeper, and holds no more keys, than variables may. */
export function isModest(value: unknown, { depth, keys } = bounds.variables): boolean {
  let level: readonly unknown[] = [value];
  let seen = 0;
  for (let at = 0; level.length > 0; at += 1) {
    const inner = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []));
    seen += inner.length;
    if (seen > keys || (inner.length > 0 && at >= depth)) return false;
    level = inner;
  }
  return true;
}

/** A request that goes no further. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** A request that cannot be understood. */
export const malformed = (message: string): Refused => new Refused(400, 'BAD_USER_INPUT', message);

/** How a registered document is named. */
export type Stored = {
  readonly id?: unknown;
  readonly extensions?: { readonly persistedQuery?: { readonly sha256Hash?: unknown } | null } | null;
};

const hashType = /^[0-9a-f]{64}$/;

/** The hash by which a document is asked for; nothing where its text is sent. */
function hashAsked({ id, extensions }: Stored): unknown {
  return (
    (typeof id === 'string' && hashType.test(id) ? id : undefined) ??
    extensions?.persistedQuery?.sha256Hash ??
    (extensions?.persistedQuery ? '' : undefined)
  );
}

/** What is asked, with the text of a registered document in the place of its hash. */
export function withText(
  documents: Documents,
  asked: Stored & { query?: unknown; variables?: unknown },
  method: string,
): object {
  const hash = hashAsked(asked);
  if (!isModest(asked.variables)) throw malformed('The variables are nested too deep, or too many.');
  // By GET only questions are asked, and who asks so names a document that is known to be one.
  if (hash === undefined && method === 'POST') return asked;
  const text = documents.textOf(String(hash));
  if (text === undefined) throw new Refused(404, 'PERSISTED_QUERY_NOT_FOUND', 'No such stored document.');
  if (asked.query !== undefined && asked.query !== null && asked.query !== text)
    throw malformed('The hash is not that of the document.');
  if (method === 'GET' && documents.kindOf(String(hash)) !== 'query')
    throw new Refused(405, 'BAD_USER_INPUT', 'Changes are sent by POST.');
  return { query: text, ...(asked.variables != null && { variables: asked.variables }) };
}

/** A parameter that holds JSON. */
export const parsedJson = (text: string | null): unknown => {
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw malformed('The variables are no JSON.');
  }
};
