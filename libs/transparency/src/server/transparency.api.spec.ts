import { afterAll, beforeAll } from '@jest/globals';
import { startApp } from '@hiroba/testing';
import { checkingCases } from './checking.cases.ts';
import { interruptionCases } from './interruption.cases.ts';
import { keepingCases } from './keeping.cases.ts';
import { LogWorld } from './log.world.ts';
import { recoveringCases } from './recovering.cases.ts';
import { servingCases } from './serving.cases.ts';

let world: LogWorld;
beforeAll(async () => {
  world = await LogWorld.start(startApp);
});
afterAll(() => world?.close());

const the = (): LogWorld => world;

// One log, in the order of its life.
keepingCases(the);
servingCases(the);
interruptionCases(the);
checkingCases(the);
recoveringCases(the);
