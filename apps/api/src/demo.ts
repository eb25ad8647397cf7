import type { Config } from './config.ts';
import type { HirobaServer } from './server.ts';

/** Fills an empty database with the demo city; returns what the operator is told. */
export async function demoCity(_server: HirobaServer, _config: Config): Promise<string> {
  return '';
}
