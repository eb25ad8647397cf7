import { mock } from 'node:test';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createElement } from 'react';
import { RouterContextProvider } from 'react-router';
import type { Actor, PlacedRoom } from '@hiroba/testing';
import { executeContext, type Execute } from '@hiroba/ui';
import { factsOf } from '../../../libs/components/proposals/src/web/proposal-facts.ts';
import { loader } from '../../../libs/components/proposals/src/web/ProposalPage.tsx';
import { Room } from '../../../libs/components/proposals/src/web/room.tsx';
import { SupportForm } from '../../../libs/components/proposals/src/web/SupportForm.tsx';
import { inBrowser } from '../security/in-browser.ts';
import { startFort, type Fort } from '../security/support.ts';

/** SPA1: with all workers stopped, phases open and close on the exact second; a button rendered before turns itself off;
 * a late request gets PHASE_CLOSED and the dates. */
let fort: Fort;
let room: PlacedRoom;
let hana: Actor;
let id: string;

const opensAt = '2026-12-01T00:00:00+09:00';
const closesAt = '2026-12-25T17:00:00+09:00';
const before = (instant: string): Date => new Date(new Date(instant).getTime() - 1);

beforeAll(async () => {
  // A fort has no workers: nothing but requests happens in it.
  fort = await startFort({ now: opensAt });
  hana = await fort.city.citizen('花');
  room = await fort.city.room(await fort.city.staff(), 'proposals', { opensAt, closesAt, settings: { drafts: 50 } });
  id = await fort.city.proposal(hana, room.componentId);
});
afterAll(() => fort?.close());

const place = () => `/ja/spaces/${room.slug}/proposals/${room.componentId}`;
const draft = `mutation M($id: ID!) { outcome: draftProposal(componentId: $id, input: { title: "題", body: "本文" }) {
  __typename ... on Proposal { id } ... on Refusal { code message } } }`;
const told = async (by: Actor) =>
  (await by.run<{ outcome: { code?: string; message?: string } }>(draft, { id: room.componentId })).outcome;

describe('SPA1 at the exact second', () => {
  test.each([
    ['a millisecond before it opens', before(opensAt), false],
    ['when it opens', new Date(opensAt), true],
    ['in its last millisecond', before(closesAt), true],
    ['when it closes', new Date(closesAt), false],
  ])('%s', async (_, now, open) => {
    fort.clock.set(now);
    const { space, openNow, component } = await fort.city.visitor().run<{
      space: { phases: { status: string }[] };
      openNow: { id: string }[];
      component: { openActions: string[]; defaultSort: string };
    }>(
      `query Q($slug: String!, $id: ID!) { space(slug: $slug) { phases { status } } openNow(first: 100) { id }
      component(id: $id) { openActions ... on ProposalsComponent { defaultSort } } }`,
      { slug: room.slug, id: room.componentId },
    );
    expect({
      phase: space.phases[0]?.status === 'OPEN',
      listed: openNow.some((each) => each.id === room.componentId),
      actions: component.openActions.length > 0,
      taken: (await told(hana)).code !== 'PHASE_CLOSED',
    }).toEqual({ phase: open, listed: open, actions: open, taken: open });
    expect(await fort.query('select 1 from graphile_worker.jobs where locked_at is not null')).toEqual([]);
  });
});

describe('SPA1 a request out of time', () => {
  test.each([
    ['early, in Japanese', before(opensAt), 'ja', /12月1日（火） 0:00から受け付けます/],
    ['late, in Japanese', new Date(closesAt), 'ja', /12月25日（金） 17:00に終わりました/],
    ['early, in English', before(opensAt), 'en', /opens on .*1 December 2026/],
    ['late, in English', new Date(closesAt), 'en', /closed on .*25 December 2026/],
  ])('%s, gets PHASE_CLOSED and the date', async (_, now, locale, date) => {
    fort.clock.set(now);
    const { code, message } = await told(fort.city.as(hana, { locale }));
    expect(code).toBe('PHASE_CLOSED');
    expect(message).toMatch(date);
  });
});

describe('SPA1 a button that was rendered before', () => {
  test('turns itself off in the second in which the phase closes, and says since when', async () => {
    const now = new Date(new Date(closesAt).getTime() - 2_000);
    fort.clock.set(now);
    const ken = await fort.city.citizen('健');
    // The part of the page of a proposal that holds the button, alive in a browser whose clock goes on.
    const context = new RouterContextProvider();
    context.set(
      executeContext,
      fort.server.executeFor({ viewer: ken.viewer, loaders: new WeakMap(), effects: {} }) as Execute,
    );
    const params = { locale: 'ja', slug: room.slug, componentId: room.componentId, id };
    const request = new Request(`http://city.test${place()}/${id}`);
    const facts = await loader({ request, params, context } as never);
    await inBrowser(async () => {
      mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'Date'], now });
      const { act } = await import('@testing-library/react');
      const { renderPage } = await import('@hiroba/testing/page');
      const proposal = facts.proposal;
      const form = createElement(SupportForm, {
        proposal,
        room: facts.room as never,
        facts: factsOf(proposal, ken.id),
      });
      const page = renderPage(createElement(Room, { facts: facts.room } as never, form), {
        viewer: ken.viewer,
        now: now.toISOString(),
      });
      const button = () => page.getByRole('button', { name: 'この提案を支持する' });
      const pass = (ms: number) => act(async () => mock.timers.tick(ms));
      expect(button().getAttribute('aria-disabled')).toBeNull();
      await pass(1_999);
      expect(button().getAttribute('aria-disabled')).toBeNull();
      await pass(2);
      expect(button().getAttribute('aria-disabled')).toBe('true');
      expect(document.getElementById(button().getAttribute('aria-describedby') ?? '')?.textContent).toContain(
        '12月25日',
      );
      page.unmount();
      mock.timers.reset();
    });
  });
});
