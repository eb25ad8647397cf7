import type { Actor } from '@hiroba/testing';
import { getter, type Served } from './pictures.ts';
import type { Fort } from './support.ts';

/** A file as its page shows it. */
export interface ShownFile {
  readonly id: string;
  readonly name: string;
  readonly shape: string;
  readonly format: string;
  readonly bytes: number;
  readonly pages: number | null;
  readonly alt: string;
  readonly decorative: boolean;
  readonly url: string;
  readonly smallUrl: string | null;
  readonly shown: boolean;
  readonly waiting: boolean;
}

/** Attaches a file to a proposal. */
export const attachFile = `mutation A($id: ID!, $file: Upload, $alt: String, $decorative: Boolean) {
  outcome: attachFile(subjectKind: "proposal", subjectId: $id, file: $file, alt: $alt, decorative: $decorative) {
    __typename ... on Attachment { id name shape format bytes pages alt url smallUrl shown waiting namedAuthor namedTitle }
    ... on Refusal { code field message } } }`;
/** Says what a file shows. */
export const describeFile = `mutation D($id: ID!, $alt: String, $decorative: Boolean) {
  outcome: describeAttachment(id: $id, alt: $alt, decorative: $decorative) { __typename ... on Attachment { id } ... on Refusal { code field } } }`;
/** Takes a file away. */
export const removeFile = `mutation R($id: ID!) {
  outcome: removeAttachment(id: $id) { __typename ... on Attachment { id } ... on Refusal { code field } } }`;
/** Puts a draft before everybody. */
export const publishDraft = `mutation P($id: ID!) {
  outcome: publishProposal(id: $id) { __typename ... on Proposal { id } ... on Refusal { code field } } }`;

/** The files of a proposal as somebody sees them; undefined where they do not see the proposal. */
export async function filesOf(by: Actor, id: string): Promise<readonly ShownFile[] | undefined> {
  const { proposal } = await by.run<{ proposal: { attachments: ShownFile[] } | null }>(
    `query Q($id: ID!) { proposal(id: $id) { attachments { id name shape format bytes pages alt decorative url smallUrl shown waiting } } }`,
    { id },
  );
  return proposal?.attachments;
}

/** Asks for a file as somebody with a session, and follows where the server leads. */
export async function fetched(fort: Fort, path: string, cookie?: string): Promise<Served & { readonly path: string }> {
  const get = getter(fort);
  const headers = cookie ? { cookie } : {};
  const first = await get(path, { headers });
  if (first.status !== 303) return { ...first, path };
  const next = String(first.headers.location);
  return { ...(await get(next, { headers })), path: next };
}
