import { Refusal, type ComponentFacts, type Situation } from '@hiroba/kernel';
import type { Transaction } from './commands.ts';

/** Who, when and where for the rules of one kind of component, held still until the end of the transaction; another kind is not there. */
export async function situationIn<C extends ComponentFacts>(transaction: Transaction, componentId: string, manifest: string): Promise<Situation<C> | Refusal> {
  const component = await transaction.place(componentId);
  if (component instanceof Refusal) return component;
  if (component.manifest !== manifest) return new Refusal('NOT_FOUND');
  return { viewer: transaction.caller, now: await transaction.now(), component: component as ComponentFacts as C };
}
