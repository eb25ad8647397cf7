import { text } from 'node:stream/consumers';
import { inspect, type InspectionTask } from './inspect.ts';

// The whole conversation: one task comes in, one answer goes out.
const task = JSON.parse(await text(process.stdin)) as InspectionTask;
process.stdout.write(JSON.stringify(await inspect(task)));
