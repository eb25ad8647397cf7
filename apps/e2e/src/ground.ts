import { asks } from './asks.ts';
import type { Api } from './api.ts';

/** An open place for proposals, made for one journey. */
export interface Ground {
  readonly slug: string;
  readonly spaceId: string;
  readonly componentId: string;
  /** The path of the place below its language. */
  readonly path: string;
}

const day = 86_400_000;
const run = Date.now().toString(36);

/** A name that no other run over the same city has used. */
export const named = (name: string): string => `${name}-${run}`;

/** Makes a public space with one place for proposals that is open for everything. */
export async function openGround(
  staff: Api,
  name: string,
  settings: Readonly<Record<string, string | number>> = {},
): Promise<Ground> {
  const slug = named(name);
  const both = (ja: string, en: string) => ({ ja, en });
  const title = both(`試みの広場 ${slug}`, `Trial square ${slug}`);
  const spaceId = await staff.make(asks.draftSpace, {
    input: { slug, title, summary: both('試すための場です。', 'A place to try things.') },
  });
  const text = both('試すための場です。', 'A place to try things.');
  const ask = {
    decided: text,
    changeable: text,
    fixed: text,
    decider: text,
    deadline: text,
    wanted: text,
    promise: 'INVOLVE',
  };
  await staff.make(asks.editSpace, { id: spaceId, edition: 0, input: { ask } });
  const componentId = await staff.make(asks.placeComponent, {
    spaceId,
    input: {
      title: both('試みの提案', 'Trial proposals'),
      intro: text,
      settings: Object.entries(settings).map(([key, value]) => ({ key, value: String(value) })),
    },
  });
  await staff.make(asks.setPhases, {
    id: spaceId,
    edition: 1,
    phases: [
      {
        key: 'open',
        title: both('受付', 'Open'),
        text,
        opensAt: new Date(Date.now() - day).toISOString(),
        closesAt: new Date(Date.now() + 30 * day).toISOString(),
        allows: [{ componentId, actions: ['create', 'support', 'comment', 'amend'] }],
      },
    ],
  });
  await staff.make(asks.publishSpace, { id: spaceId });
  return { slug, spaceId, componentId, path: `spaces/${slug}/proposals/${componentId}` };
}

/** A published proposal of somebody. */
export async function publishedProposal(
  author: Api,
  componentId: string,
  title: string,
  body: string,
): Promise<string> {
  const id = await author.make(asks.draftProposal, { componentId, input: { title, body, locale: 'ja' } });
  return author.make(asks.publishProposal, { id });
}
