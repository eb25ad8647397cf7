import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { composed } from '@hiroba/kernel';
import type { Actor } from '@hiroba/testing';
import { corpus } from '../security/data.ts';
import { setScene, type Scene } from '../security/scene.ts';
import { startFort, type Fort } from '../security/support.ts';

/** ALL4: naughty strings through free texts are stored composed or refused by rule, and nothing ever breaks. */
let fort: Fort;
let scene: Scene;

beforeAll(async () => {
  fort = await startFort();
  scene = await setScene(fort);
});
afterAll(() => fort?.close());

interface Said {
  readonly __typename?: string;
  readonly code?: string;
}

describe('naughty strings', () => {
  const strings = corpus<string>('naughty-strings.json');

  /** Writes a text and reads it back; nothing where it was refused by rule. */
  interface TextField {
    readonly name: string;
    write(text: string): Promise<string | null | undefined>;
  }

  /** The fields that meet all of them; the rest meets every third of the short and odd ones. */
  const whole = ['proposal.title', 'proposal.body', 'profile.displayName', 'space.title'];
  const codes =
    /^(EMPTY|TOO_LONG|TOO_SHORT|BAD_TEXT|BAD_FORMAT|BAD_USER_INPUT|NAME_RESERVED|NOTHING_CHANGED|WEAK_PASSWORD|BAD_ADDRESS|TAKEN)$/;
  const texts = (): TextField[] => {
    const { people, room } = scene;
    const act = async (
      by: Actor,
      field: string,
      types: string,
      variables: object,
      read: string,
      at: (outcome: never) => string | null | undefined,
    ) => {
      const { outcome } = await by.run<{ outcome: Said }>(
        `mutation M(${types}) { outcome: ${field} { __typename ... on Refusal { code field } ${read} } }`,
        variables,
      );
      if (outcome.__typename !== 'Refusal') return at(outcome as never);
      expect(outcome.code).toMatch(codes);
      return undefined;
    };
    const proposal = (part: 'title' | 'body') => ({
      name: `proposal.${part}`,
      write: async (text: string) => {
        const id = await draftId();
        return act(
          people.author,
          'saveProposal(id: $id, input: $input)',
          '$id: ID!, $input: ProposalInput!',
          { id, input: { title: '題', body: '本文', locale: 'ja', [part]: text } },
          `... on Proposal { ${part} }`,
          (outcome: Record<string, string>) => outcome[part] ?? '',
        );
      },
    });
    const profile = (part: 'displayName' | 'about') => ({
      name: `profile.${part}`,
      write: (text: string) =>
        act(
          people.participant,
          'updateProfile(input: $input)',
          '$input: ProfileInput!',
          { input: { displayName: '市民', handle: null, about: '', locale: 'ja', [part]: text } },
          `... on Person { ${part} }`,
          (outcome: Record<string, string>) => outcome[part],
        ),
    });
    let draft: Promise<string> | undefined;
    const draftId = () => (draft ??= scene.city.draft(people.author, room.componentId));
    let spaceAt: Promise<{ id: string; edition: number }> | undefined;
    const space = (part: 'title' | 'summary' | 'description' | 'kana') => ({
      name: `space.${part}`,
      write: async (text: string) => {
        spaceAt ??= scene.city
          .room(people.staff, 'proposals', { publish: false })
          .then(
            async ({ spaceId }) =>
              (
                await people.staff.run<{ spaceById: { id: string; edition: number } }>(
                  'query Q($id: ID!) { spaceById(id: $id) { id edition } }',
                  { id: spaceId },
                )
              ).spaceById,
          );
        const at = await spaceAt;
        const put = part === 'kana' ? text : { ja: text, en: 'x' };
        return act(
          people.staff,
          'editSpace(id: $id, edition: $edition, input: $input)',
          '$id: ID!, $edition: Int!, $input: SpaceInput!',
          { ...at, input: { [part]: put } },
          `... on Space { id edition ${part === 'kana' ? 'kana' : `${part} { ja }`} }`,
          (outcome: Record<string, never>) => {
            spaceAt = Promise.resolve({ id: at.id, edition: outcome.edition as unknown as number });
            const read = outcome[part] as unknown as string | { ja?: string | null } | null;
            return typeof read === 'object' ? (read?.ja ?? '') : read;
          },
        );
      },
    });
    return [
      proposal('title'),
      proposal('body'),
      profile('displayName'),
      profile('about'),
      space('title'),
      space('summary'),
      space('description'),
      space('kana'),
      {
        name: 'answer',
        write: (text) =>
          act(
            people.staff,
            'answerProposal(id: $id, input: { kind: EVALUATING, text: { ja: $text }, office: "企画課", reason: "訂正" })',
            '$id: ID!, $text: String!',
            { id: scene.proposalId, text },
            '... on Proposal { answers { text { ja } } }',
            (outcome: { answers: { text: { ja: string | null } }[] }) => outcome.answers.at(-1)?.text.ja ?? '',
          ),
      },
      {
        name: 'answer.office',
        write: (text) =>
          act(
            people.staff,
            'answerProposal(id: $id, input: { kind: EVALUATING, text: { ja: "検討" }, office: $text, reason: "訂正" })',
            '$id: ID!, $text: String!',
            { id: scene.proposalId, text },
            '... on Proposal { answerOffice }',
            (outcome: { answerOffice: string }) => outcome.answerOffice,
          ),
      },
      {
        name: 'legal.body',
        write: (text) =>
          act(
            people.administrator,
            'publishLegalPage(slug: "moderation", title: { ja: "方針" }, body: { ja: $text })',
            '$text: String!',
            { text },
            '... on LegalPage { body { ja } }',
            (outcome: { body: { ja: string | null } }) => outcome.body.ja ?? '',
          ),
      },
    ];
  };

  test('ALL4 INJ-21 A10 every one through every free text: stored composed or refused by rule', async () => {
    const wrong: string[] = [];
    const stored: Record<string, number> = {};
    const short = strings
      .filter((text) => text.length < 60 && /[^\x20-\x7e]|['"\\%<{$]/.test(text))
      .filter((_, at) => at % 3 === 0);
    for (const field of texts()) {
      for (const text of whole.includes(field.name) ? strings : short) {
        const read = await field
          .write(text)
          .catch((error: { extensions?: { code?: string } }) => `THREW ${error.extensions?.code ?? String(error)}`);
        if (read === undefined) continue;
        stored[field.name] = (stored[field.name] ?? 0) + 1;
        const wanted = field.name === 'proposal.title' ? composed(text).replace(/\n/g, ' ') : composed(text);
        if (read !== wanted) wrong.push(`${field.name}: ${JSON.stringify(text)} became ${JSON.stringify(read)}`);
      }
    }
    expect(wrong).toEqual([]);
    const least = (name: string): number => (whole.includes(name) ? 200 : 20);
    if (strings.length > 0)
      for (const { name } of texts()) expect({ [name]: (stored[name] ?? 0) > least(name) }).toEqual({ [name]: true });
    expect(fort.log.filter((line) => line.includes('unexpected failure'))).toEqual([]);
  }, 240_000);
});
