import { KeptFooter } from '@hiroba/ui';

const drawn = document.querySelector('.site-footer')?.innerHTML ?? '';

/** The foot of every page as the server has drawn it: the browser keeps it and loads no code for it. */
export const Footer = () => <KeptFooter className="site-footer" html={drawn} />;
