export { VersionHistory, type ShownVersion } from './VersionHistory.tsx';
export { versionsAsked } from './versions-asked.ts';
