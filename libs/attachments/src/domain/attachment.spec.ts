import { describe as group, expect, it, test } from '@jest/globals';
import { EventRegistry, Refusal, type Decision, type Situation } from '@hiroba/kernel';
import { attachmentLimits, type KeptFacts, type ThingFacts } from './attachment.ts';
import { attach, describe, missingWords, publish, remove, type OwnedFile } from './attachment.commands.ts';
import { attachmentEvents } from './attachment.events.ts';

const at: Situation = {
  viewer: { organisationId: 'city', personId: 'hana', grants: [], level: 1, mfa: false, locale: 'ja' },
  now: new Date('2026-11-22T12:00:00+09:00'),
};
const draft: ThingFacts = { kind: 'proposal', id: 'p-1', rev: 0, files: 0, mayChange: () => undefined };
const published: ThingFacts = { ...draft, rev: 3 };
const over: ThingFacts = { ...published, mayChange: () => new Refusal('EDIT_WINDOW_OVER') };
const digest = 'a'.repeat(64);
const photo: KeptFacts = {
  name: '駅前.jpg',
  shape: 'IMAGE',
  mime: 'image/webp',
  bytes: 1_000,
  digest,
  smallDigest: 'b'.repeat(64),
  width: 1920,
  height: 1280,
  pages: null,
  active: false,
  documentAuthor: null,
  documentTitle: null,
  cleared: true,
};
const plan: KeptFacts = {
  ...photo,
  name: '計画.pdf',
  shape: 'PDF',
  mime: 'application/pdf',
  smallDigest: null,
  width: null,
  height: null,
  pages: 3,
  documentAuthor: '山田太郎',
};
const kept = (more: Partial<OwnedFile> = {}): OwnedFile => ({
  id: 'a-1',
  shape: 'IMAGE',
  name: '駅前.jpg',
  digest,
  bytes: 1_000,
  alt: '',
  decorative: false,
  removedAt: null,
  ...more,
});
const none = { bytes: 0 };
const MB = 1024 * 1024;
const said = (result: Decision<object> | Refusal): string | undefined =>
  result instanceof Refusal ? `${result.code}${result.field ? ` ${result.field}` : ''}` : undefined;
const registry = new EventRegistry(attachmentEvents);
const obeys = (result: Decision<object> | Refusal): unknown =>
  result instanceof Refusal ? result.code : registry.problem({ ...result.event, subject: { kind: 'attachment' } });

group('to attach', () => {
  it.each([
    ['what its thing refuses', over, photo, { alt: '木' }, none, 'EDIT_WINDOW_OVER'],
    ['a sixth file', { ...draft, files: 5 }, photo, {}, none, 'LIMIT_REACHED files'],
    ['a byte more than a person may send', draft, photo, {}, { bytes: 200 * MB - 999 }, 'QUOTA_REACHED files'],
    ['words that are too long', draft, photo, { alt: 'あ'.repeat(301) }, none, 'TOO_LONG alt'],
    ['words with a direction override', draft, photo, { alt: 'a\u202eb' }, none, 'BAD_TEXT alt'],
    ['a picture without words, to what is published', published, photo, { alt: ' ' }, none, 'ALT_MISSING alt'],
  ] as const)('is refused: %s', (_, thing, file, words, mine, code) => {
    expect(said(attach(file, words, mine)(at, thing))).toBe(code);
  });

  it.each([
    ['the fifth file', { ...draft, files: 4 }, photo, {}, none],
    ['the last byte a person may send', draft, photo, {}, { bytes: 200 * MB - 1_000 }],
    [
      'words as long as they may be, in graphemes',
      draft,
      photo,
      { alt: '葛\u{e0100}'.repeat(attachmentLimits.alt) },
      none,
    ],
    ['a picture without words, to a draft', draft, photo, {}, none],
    ['a picture that is decoration, to what is published', published, photo, { decorative: true }, none],
    ['a document without words, to what is published', published, plan, {}, none],
  ] as const)('is granted: %s', (_, thing, file, words, mine) => {
    expect(said(attach(file, words, mine)(at, thing))).toBeUndefined();
  });

  test('leaves an entry only where everybody sees it, with ids and digests and no word', () => {
    expect(attach(photo, { alt: '木' }, none)(at, draft)).toMatchObject({ event: { log: 'none' } });
    const decision = attach(photo, { alt: '木' }, none)(at, published);
    expect(decision).toMatchObject({
      patch: { subjectKind: 'proposal', subjectId: 'p-1', authorId: 'hana', alt: '木', clearedAt: at.now },
      event: {
        type: 'attachment.added',
        data: { kind: 'proposal', thing: 'p-1', file: digest, bytes: 1_000 },
        commit: { name: '駅前.jpg', alt: '木' },
      },
    });
    expect(obeys(decision)).toBeUndefined();
  });

  test('words beside a decoration are let go', () => {
    expect(attach(photo, { alt: '木', decorative: true }, none)(at, draft)).toMatchObject({
      patch: { alt: '', decorative: true },
    });
  });

  test('a file that no scanner has seen yet is kept and waits', () => {
    expect(attach({ ...photo, cleared: false }, {}, none)(at, draft)).toMatchObject({ patch: { clearedAt: null } });
  });
});

group('to describe', () => {
  it.each([
    ['what its thing refuses', over, kept(), { alt: '木' }, 'EDIT_WINDOW_OVER'],
    ['a file that is gone', published, kept({ removedAt: at.now }), { alt: '木' }, 'NOT_FOUND'],
    ['a published picture by nothing', published, kept({ alt: '木' }), { alt: '' }, 'ALT_MISSING alt'],
    ['the same again', draft, kept({ alt: '木' }), { alt: ' 木 ' }, 'NOTHING_CHANGED alt'],
  ] as const)('is refused: %s', (_, thing, file, words, code) => {
    expect(said(describe(words, thing)(at, file))).toBe(code);
  });

  test('is an entry below what is published, private below a draft', () => {
    expect(describe({ alt: '木' }, draft)(at, kept())).toMatchObject({ patch: { alt: '木' }, event: { log: 'none' } });
    const decision = describe({ decorative: true }, published)(at, kept({ alt: '木' }));
    expect(decision).toMatchObject({
      patch: { alt: '', decorative: true },
      event: { type: 'attachment.described', data: { decorative: true } },
    });
    expect(obeys(decision)).toBeUndefined();
  });
});

group('to take away', () => {
  test('lets bytes, name and words go, and keeps the entry', () => {
    const decision = remove(published)(at, kept());
    expect(decision).toMatchObject({
      patch: { removedAt: at.now, name: '', alt: '', digest: null, smallDigest: null },
      event: { type: 'attachment.removed' },
    });
    expect(obeys(decision)).toBeUndefined();
  });

  test('is refused twice, and where the thing refuses', () => {
    expect(said(remove(published)(at, kept({ removedAt: at.now })))).toBe('NOT_FOUND');
    expect(said(remove(over)(at, kept()))).toBe('EDIT_WINDOW_OVER');
  });
});

group('to publish', () => {
  test('needs words for every picture that is no decoration', () => {
    const documents = [kept({ shape: 'PDF' }), kept({ shape: 'TEXT' })];
    expect(missingWords([...documents, kept()])?.code).toBe('ALT_MISSING');
    expect(missingWords([...documents, kept({ decorative: true }), kept({ alt: '木' })])).toBeUndefined();
    expect(missingWords([])).toBeUndefined();
  });

  test('forgets whom a document names', () => {
    const decision = publish(published, kept());
    expect(decision).toMatchObject({
      patch: { documentAuthor: null, documentTitle: null },
      event: { type: 'attachment.added' },
    });
    expect(obeys(decision)).toBeUndefined();
  });
});
