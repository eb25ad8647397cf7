import type { ComponentSamples } from '../../../../apps/e2e/src/samples.ts';

/** Rounds to open; the demo city has none yet. */
export const samples: ComponentSamples = async () => ({});
