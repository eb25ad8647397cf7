import { createContext, lazy, use, useState, type ComponentType } from 'react';

const parts = new Map<string, () => Promise<unknown>>();

/** The names of the late parts of a page, gathered while the server draws it; there is none in the browser. */
export const LatePartsContext = createContext<Set<string> | undefined>(undefined);

/** A part of pages whose code is a file of its own, for what few of them have; its name is unique and written into the pages that have it. */
export function late<Props extends object>(name: string, load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let part: ComponentType<Props> | undefined;
  let loading: Promise<ComponentType<Props>> | undefined;
  const ready = () => (loading ??= load().then((loaded) => (part = loaded)));
  parts.set(name, ready);
  const Awaited = lazy(async () => ({ default: await ready() }));
  return function Late(props) {
    // What is there is drawn at once; what once stood as awaited stays so, and keeps its state.
    const [Part] = useState<ComponentType<Props>>(() => part ?? (Awaited as unknown as ComponentType<Props>));
    const told = use(LatePartsContext);
    const isFirst = told !== undefined && told.size < told.add(name).size;
    return <>{isFirst ? <meta name="late" content={name} /> : null}<Part {...props} /></>;
  };
}

/**
 * Waits for the late parts that the page has been drawn with. Scripts take a page over only then: React takes down and
 * draws again what it has no code for when something else changes, and whoever was pressing it presses nothing.
 */
export async function latePartsOf(page: ParentNode): Promise<void> {
  const names = Array.from(page.querySelectorAll<HTMLMetaElement>('meta[name=late]'), ({ content }) => content);
  await Promise.all(names.map((name) => parts.get(name)?.()));
}
