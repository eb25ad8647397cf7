import { Injectable } from '@nestjs/common';
import type { Upkeep } from '@hiroba/server';
import { LogBeginnings } from './log-beginnings.ts';

/** The hourly sign of life of each log: checkpoints have no time, entries have. */
@Injectable()
export class LogHeartbeat implements Upkeep {
  constructor(private readonly beginnings: LogBeginnings) {}

  upkeep(): Promise<void> {
    return this.beginnings.beat();
  }
}
