import { viewers, type Actor, type PlacedRoom, type Stage, type Subject, type ViewerName } from '@hiroba/testing';
import type { Fort } from './support.ts';

export { viewers, type Subject, type ViewerName };

/** The people of the scene and the places that stay as they are. */
export interface Scene extends Stage {
  readonly fort: Fort;
  readonly room: PlacedRoom;
  readonly elsewhere: PlacedRoom;
  /** A published proposal by the author, answered, commented on and supported. */
  readonly proposalId: string;
  readonly commentId: string;
}

const outcome = '__typename ... on Refusal { code field message }';

/** Runs a mutation whose arguments are written out, as somebody who may. */
export async function doIt(
  by: Actor,
  field: string,
  variables: object,
  types: string,
  selection: string,
): Promise<Record<string, unknown> & { id: string }> {
  return by.act(`mutation M${types && `(${types})`} { outcome: ${field} { ${outcome} ${selection} } }`, variables);
}

/** A comment of the author's below a proposal. */
export const comment = async (by: Actor, rootId: string, body = 'よい案です。'): Promise<string> =>
  (
    await doIt(
      by,
      'addComment(rootKind: "proposal", rootId: $id, body: $body)',
      { id: rootId, body },
      '$id: ID!, $body: String!',
      '... on Comment { id }',
    )
  ).id;

/** The city with people of every kind. */
export async function setScene(fort: Fort): Promise<Scene> {
  const { city, other } = fort;
  const staff = await city.staff('職員');
  const room = await city.room(staff, 'proposals', { settings: { drafts: 50, attachments: true } });
  const elsewhere = await city.room(staff, 'proposals');
  const author = await city.citizen('筆者');
  const participant = await city.citizen('市民');
  const people = {
    visitor: city.visitor(),
    participant,
    other: await city.citizen('別人'),
    author,
    moderator: await city.person('進行', [{ role: 'MODERATOR' }]),
    staffNoFactor: city.as(await city.staff('未認証'), { mfa: false }),
    staffElsewhere: await city.person('他課', [{ role: 'STAFF', spaceId: elsewhere.spaceId }]),
    staff,
    administrator: await city.admin('管理'),
    suspended: city.as(await city.citizen('停止'), { suspended: true }),
    foreignStaff: await other.person('他市', [{ role: 'STAFF' }, { role: 'ADMIN' }]),
  };
  const proposalId = await city.proposal(author, room.componentId, { title: '木陰を増やす' });
  const commentId = await comment(author, proposalId);
  await doIt(people.other, 'supportProposal(id: $id)', { id: proposalId }, '$id: ID!', '... on Proposal { id }');
  await doIt(
    staff,
    'answerProposal(id: $id, input: { kind: EVALUATING, text: { ja: "検討します" }, office: "企画課" })',
    { id: proposalId },
    '$id: ID!',
    '... on Proposal { id }',
  );
  return { fort, city, people, room, elsewhere, proposalId, commentId };
}
