import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { Asked } from '@hiroba/spaces/web/asked';
import { RecordMark } from '@hiroba/transparency/web';
import { Columns, found, PageBody, PageHead, query, RichText } from '@hiroba/ui';
import { RoundState } from './RoundState.tsx';
import { roundPageQuery } from './rounds.graphql.ts';
import { Room, useCrumbs } from './room.tsx';

/** Loads a round that is out. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const { round, component, logNumber } = await query(context, roundPageQuery, { id: params.id ?? '', componentId: params.componentId ?? '' });
  const room = found(component?.__typename === 'PublicCommentsComponent' ? component : null);
  const shown = found(round?.componentId === room.id && room.space.slug === params.slug && round.stage !== 'DRAFT' && round.stage !== 'IN_REVIEW' ? round : null);
  return { room, round: shown, logNumber };
}

/** A round: what it is about, until when, and what came of it. */
export default function RoundPage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><Round /></Room>;
}

function Round() {
  const { room, round, logNumber } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead title={round.title} lang={round.locale} crumbs={useCrumbs(room, true)} above={<RoundState round={round} />} />
      <PageBody wide>
        <Columns facts={<RecordMark kind="round" id={round.id} number={logNumber} />}>
          <RichText html={round.html} lang={round.locale} />
          <Asked ask={round.ask} />
        </Columns>
      </PageBody>
    </>
  );
}
