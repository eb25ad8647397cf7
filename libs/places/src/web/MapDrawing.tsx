import type { Box } from '../domain/box.ts';
import { drawingOf, pathOf, SIDE } from './drawing.ts';
import type { Ground, ShownCluster } from './map-facts.ts';

interface MapDrawingProps {
  readonly label: string;
  readonly ground: Ground;
  readonly box: Box;
  readonly clusters: readonly ShownCluster[];
  readonly to: (cluster: ShownCluster) => string;
  readonly name: (cluster: ShownCluster) => string;
}

/** A map as the server draws it: it needs no script, and each point is a link. */
export function MapDrawing({ label, ground, box, clusters, to, name }: MapDrawingProps) {
  const at = drawingOf(box);
  return (
    <svg className="map-drawing" viewBox={`0 0 ${SIDE} ${SIDE}`} role="group" aria-label={label}>
      {ground.districts.map(({ rings }) => {
        const path = pathOf(rings, at);
        return <path key={path} className="map-ground" d={path} fillRule="evenodd" />;
      })}
      {ground.districts.map(({ name: words, middle: [lat, lon] }) => {
        if (words === '' || lat === undefined || lon === undefined) return null;
        const { x, y } = at({ lat, lon });
        return (
          <text key={`${x} ${y}`} className="map-name" x={x} y={y} textAnchor="middle">
            {words}
          </text>
        );
      })}
      {clusters.map((cluster) => {
        const { x, y } = at(cluster);
        return (
          <a key={`${x} ${y}`} href={to(cluster)} className="map-pin" aria-label={name(cluster)}>
            <circle cx={x} cy={y} r={cluster.count > 1 ? 27 : 21} />
            <text x={x} y={y} dy="0.35em" textAnchor="middle" aria-hidden="true">
              {cluster.count > 1 ? cluster.count : '●'}
            </text>
          </a>
        );
      })}
    </svg>
  );
}
