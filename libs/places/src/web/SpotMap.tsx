import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { useT } from '@hiroba/ui';
import { boxText, withRoom, type Box } from '../domain/box.ts';
import type { ClusterMap } from './live-map.ts';
import { MapDrawing } from './MapDrawing.tsx';
import { MapCredit } from './MapCredit.tsx';
import type { Ground, ShownCluster } from './map-facts.ts';

interface SpotMapProps {
  readonly ground: Ground;
  readonly box: Box;
  readonly clusters: readonly ShownCluster[];
  /** The page of a thing. */
  readonly page: (id: string) => string;
  /** This page, looking at a part of the map. */
  readonly part: (box: string) => string;
}

/** Things on a map: drawn by the server with each point as a link, and to be moved once its script is there. */
export function SpotMap({ ground, box, clusters, page, part }: SpotMapProps) {
  const t = useT();
  const go = useNavigate();
  const frame = useRef<HTMLDivElement>(null);
  const live = useRef<ClusterMap>(undefined);
  const [woken, setWoken] = useState(false);
  const to = (cluster: ShownCluster) => (cluster.id ? page(cluster.id) : part(boxText(withRoom(cluster))));
  const name = ({ id, title, count }: ShownCluster) =>
    id ? title || t('places.map.one') : t('places.map.many', { count });
  const words = { zoomIn: t('places.map.zoomIn'), zoomOut: t('places.map.zoomOut') };
  const look = (next: Box) => void go(part(boxText(next)), { replace: true, preventScrollReset: true });
  // The map outlives what it was drawn with: it asks for what holds now.
  const now = useRef({ to, name, look, go, ground, box, words });
  useEffect(() => {
    now.current = { to, name, look, go, ground, box, words };
  });
  useEffect(() => {
    let gone = false;
    const open = async () => {
      const { drawMap } = await import('./live-map.ts');
      if (gone || !frame.current) return;
      const { ground: below, box: first, words: said } = now.current;
      live.current = drawMap(frame.current, {
        ground: below,
        box: first,
        words: said,
        to: (cluster) => now.current.to(cluster),
        name: (cluster) => now.current.name(cluster),
        go: (path) => void now.current.go(path),
        onLook: (next) => now.current.look(next),
      });
      setWoken(true);
    };
    // Where its script does not come, the drawing stays.
    void open().catch(() => undefined);
    return () => {
      gone = true;
      live.current?.remove();
      live.current = undefined;
    };
  }, []);
  const shown = boxText(box);
  useEffect(() => {
    live.current?.show(clusters);
  }, [woken, clusters]);
  useEffect(() => {
    live.current?.look(now.current.box);
  }, [woken, shown]);
  return (
    <figure className="map-figure">
      <div className="map">
        {woken ? null : (
          <MapDrawing label={t('places.map.label')} ground={ground} box={box} clusters={clusters} to={to} name={name} />
        )}
        <div
          ref={frame}
          className="map-live"
          role={woken ? 'region' : undefined}
          aria-label={woken ? t('places.map.label') : undefined}
        />
      </div>
      <MapCredit ground={ground} />
    </figure>
  );
}
