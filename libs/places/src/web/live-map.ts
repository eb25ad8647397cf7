import {
  control,
  divIcon,
  marker,
  Map as LiveMap,
  polygon,
  tileLayer,
  type LatLngBoundsLiteral,
  type Marker,
} from 'leaflet';
import 'leaflet/dist/leaflet.css';
import { boxText, withRoom, type Box } from '../domain/box.ts';
import type { Point } from '../domain/point.ts';
import { pairs, type Ground, type ShownCluster } from './map-facts.ts';

/** What a map says of its own buttons. */
export interface MapWords {
  readonly zoomIn: string;
  readonly zoomOut: string;
}

const cornersOf = ({ south, west, north, east }: Box): LatLngBoundsLiteral => [
  [south, west],
  [north, east],
];

const boxOf = (map: LiveMap): Box => {
  const bounds = map.getBounds().pad(0);
  return {
    south: Math.max(bounds.getSouth(), -90),
    west: Math.max(bounds.getWest(), -180),
    north: Math.min(bounds.getNorth(), 90),
    east: Math.min(bounds.getEast(), 180),
  };
};

/** A map that can be moved, over the pictures or the outlines of its ground. */
function openMap(frame: HTMLElement, { districts, tiles }: Ground, box: Box, { zoomIn, zoomOut }: MapWords): LiveMap {
  const map = new LiveMap(frame, {
    // Nothing moves by itself, and the wheel goes on moving the page.
    zoomControl: false,
    attributionControl: false,
    scrollWheelZoom: false,
    inertia: false,
    zoomAnimation: false,
    fadeAnimation: false,
    markerZoomAnimation: false,
    minZoom: 2,
    // Pictures are sharp at whole steps, and still good at half ones; outlines are sharp at every one.
    zoomSnap: tiles ? 0.5 : 0.25,
    maxZoom: 18,
  });
  control.zoom({ zoomInTitle: zoomIn, zoomOutTitle: zoomOut }).addTo(map);
  control.scale({ imperial: false }).addTo(map);
  if (tiles) tileLayer(tiles.url, { maxZoom: 18, referrerPolicy: 'strict-origin' }).addTo(map);
  for (const {
    name,
    rings,
    middle: [lat, lon],
  } of districts) {
    polygon(rings.map(pairs), { className: tiles ? 'map-outline' : 'map-ground', interactive: false }).addTo(map);
    if (name === '' || tiles || lat === undefined || lon === undefined) continue;
    const words = document.createElement('span');
    words.textContent = name;
    marker([lat, lon], {
      icon: divIcon({ html: words, className: 'map-name', iconSize: [160, 24] }),
      interactive: false,
      keyboard: false,
      zIndexOffset: -10_000,
    }).addTo(map);
  }
  map.fitBounds(cornersOf(box), { animate: false });
  return map;
}

interface Looking {
  readonly ground: Ground;
  readonly box: Box;
  readonly words: MapWords;
  readonly to: (cluster: ShownCluster) => string;
  readonly name: (cluster: ShownCluster) => string;
  /** Opens a page of this site. */
  readonly go: (path: string) => void;
  /** Says which part of the earth is looked at, when it has changed. */
  readonly onLook: (box: Box) => void;
}

/** A map of clusters, as long as its page is open. */
export interface ClusterMap {
  show(clusters: readonly ShownCluster[]): void;
  look(box: Box): void;
  remove(): void;
}

const PAUSE = 250;
/** Beyond this nothing comes apart any more. */
const closest = 17;

/** Draws a map of clusters into an empty element; each is a link, as in the drawing that it replaces. */
export function drawMap(frame: HTMLElement, { ground, box, words, to, name, go, onLook }: Looking): ClusterMap {
  const map = openMap(frame, ground, box, words);
  const pins = new Map<string, Marker>();
  let looked = boxText(box);
  let waiting = 0;
  const zoomInto = (cluster: ShownCluster) => {
    map.getContainer().focus({ preventScroll: true });
    map.fitBounds(cornersOf(withRoom(cluster)), { animate: false, maxZoom: Math.max(closest, map.getZoom()) });
  };
  const pinOf = (cluster: ShownCluster): Marker => {
    const link = document.createElement('a');
    link.href = to(cluster);
    link.className = 'map-pin';
    link.ariaLabel = name(cluster);
    link.textContent = cluster.count > 1 ? String(cluster.count) : '●';
    link.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
      event.preventDefault();
      if (cluster.id) go(to(cluster));
      else zoomInto(cluster);
    });
    const icon = divIcon({ html: link, className: 'map-pin-frame', iconSize: [44, 44] });
    return marker([cluster.lat, cluster.lon], { icon, keyboard: false });
  };
  map.on('moveend', () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => {
      const now = boxOf(map);
      if (boxText(now) === looked) return;
      looked = boxText(now);
      onLook(now);
    }, PAUSE);
  });
  return {
    show(clusters) {
      const wanted = new Map(clusters.map((cluster) => [`${cluster.lat} ${cluster.lon} ${cluster.count}`, cluster]));
      for (const [key, pin] of pins) {
        if (wanted.has(key)) continue;
        pin.remove();
        pins.delete(key);
      }
      for (const [key, cluster] of wanted) if (!pins.has(key)) pins.set(key, pinOf(cluster).addTo(map));
    },
    look(next) {
      if (boxText(next) === looked) return;
      looked = boxText(next);
      map.fitBounds(cornersOf(next), { animate: false });
      looked = boxText(boxOf(map));
    },
    remove() {
      window.clearTimeout(waiting);
      map.remove();
    },
  };
}

/** A map on which a point is chosen. */
export interface PointMap {
  mark(point: Point | undefined): void;
  middle(): Point;
  remove(): void;
}

/** Draws a map into an empty element on which a press chooses a point. */
export function drawPointMap(
  frame: HTMLElement,
  {
    ground,
    box,
    words,
    onPick,
  }: Pick<Looking, 'ground' | 'box' | 'words'> & { readonly onPick: (point: Point) => void },
): PointMap {
  const map = openMap(frame, ground, box, words);
  let pin: Marker | undefined;
  map.on('click', ({ latlng: { lat, lng } }) => onPick({ lat, lon: lng }));
  return {
    mark(point) {
      pin?.remove();
      const icon = divIcon({ className: 'map-point', iconSize: [32, 32] });
      pin = point && marker([point.lat, point.lon], { icon, interactive: false, keyboard: false }).addTo(map);
      if (point && !map.getBounds().contains([point.lat, point.lon]))
        map.panTo([point.lat, point.lon], { animate: false });
    },
    middle() {
      const { lat, lng } = map.getCenter();
      return { lat, lon: lng };
    },
    remove() {
      map.remove();
    },
  };
}
