import { withBase } from '@/lib/paths';
import { loadIndex } from '@/lib/search/index-file';

/** How long a pointer rests on a link, or a finger on it, before its preview shows, in ms. */
const [REST, PRESS] = [350, 500];
/** How long it stays once the pointer has left the link, so that the pointer can get to the card, in ms. */
const LINGER = 200;
const LINKS = 'main a[href*="/terms/"]';
const ID = 'preview';

const slugOf = (link: HTMLAnchorElement) => /\/terms\/([^/]+)\/$/.exec(link.pathname)?.[1];

function element<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, className: string, text = '') {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

/** Below the link, or above it where there is more room: never over its line. */
function place(card: HTMLElement, link: HTMLAnchorElement) {
  const line = link.getClientRects()[0] ?? link.getBoundingClientRect();
  const below = innerHeight - line.bottom >= card.offsetHeight + 12 || line.top < card.offsetHeight + 12;
  card.style.left = `${Math.max(8, Math.min(line.left, innerWidth - card.offsetWidth - 8))}px`;
  card.style.top = `${below ? line.bottom + 6 : line.top - card.offsetHeight - 6}px`;
}

/**
 * From now on shows a card with the short definition and small picture of a linked term: on hover after a moment, focus
 * or long press. `first`: what made this be loaded.
 */
export function watch(first: Event): void {
  let timer = 0;
  let shown: { card: HTMLElement; link: HTMLAnchorElement } | null = null;

  function hide() {
    clearTimeout(timer);
    shown?.link.removeAttribute('aria-describedby');
    shown?.card.remove();
    shown = null;
  }
  async function show(link: HTMLAnchorElement) {
    const slug = slugOf(link);
    const entry = (await loadIndex().catch(() => [])).find((document) => document.slug === slug);
    if (!entry || !link.matches(':hover, :focus-visible, :active')) return;
    hide();
    const card = element('div', 'preview');
    card.id = ID;
    card.setAttribute('role', 'tooltip');
    for (const theme of ['light', 'dark']) {
      const picture = element('img', `tile-${theme}`);
      picture.loading = 'lazy';
      Object.assign(picture, {
        alt: '',
        width: 132,
        height: 96,
        src: withBase(`/tiles/${slug}.${theme}.png`),
      });
      card.append(picture);
    }
    card.append(element('b', 'preview-term', entry.term), element('span', 'preview-short', entry.short));
    document.body.append(card);
    link.setAttribute('aria-describedby', ID);
    place(card, link);
    shown = { card, link };
  }
  const linkOf = ({ target }: Event) => (target as Element).closest?.<HTMLAnchorElement>(LINKS) ?? null;
  function after(wait: number) {
    return (event: Event) => {
      const link = linkOf(event);
      const onCard = shown?.card.contains(event.target as Node);
      if (link || onCard) clearTimeout(timer);
      if (!link || link === shown?.link) return;
      timer = window.setTimeout(show, wait, link);
    };
  }
  addEventListener('pointerover', (event) => event.pointerType === 'mouse' && after(REST)(event));
  addEventListener('focusin', (event) => linkOf(event)?.matches(':focus-visible') && after(REST)(event));
  addEventListener('touchstart', after(PRESS), { passive: true });
  addEventListener('contextmenu', (event) => {
    if (shown && linkOf(event) === shown.link && matchMedia('(hover: none)').matches) event.preventDefault();
  });
  addEventListener('pointerout', () => {
    if (!shown || shown.link.matches(':focus-visible')) return;
    clearTimeout(timer);
    timer = window.setTimeout(hide, LINGER);
  });
  for (const type of ['focusout', 'touchmove', 'pagehide']) addEventListener(type, hide, { passive: true });
  // Focus itself may scroll the page, and so move what lies under the pointer: a card that waits is not to fall to that.
  addEventListener('scroll', () => shown && hide(), { passive: true });
  addEventListener('keydown', ({ key }) => key === 'Escape' && hide());
  after(first.type === 'touchstart' ? PRESS : REST)(first);
}
