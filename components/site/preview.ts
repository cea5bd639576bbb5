import { withBase } from '@/lib/paths';
import { loadIndex } from '@/lib/search/index-file';

/** How long a pointer rests on a link, or a finger on it, before its preview shows, in ms. */
const [REST, PRESS] = [350, 500];
/** How long it stays once the pointer has left the link, so that the pointer can get to the card, in ms. */
const LINGER = 200;
/** Not those of the map, where a card would cover the lines that are followed. */
const LINKS = 'main a[href*="/terms/"]:not(svg a)';
const ID = 'preview';

type Point = { x: number; y: number };

const linkOf = ({ target }: Event) => (target as Element).closest?.<HTMLAnchorElement>(LINKS) ?? null;
const slugOf = (link: HTMLAnchorElement) => /\/terms\/([^/]+)\/$/.exec(link.pathname)?.[1];

function element<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, className: string, text = '') {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

/**
 * Below all lines of the link, or above them where there is more room, so that it covers none of them; from the piece of
 * it that is pointed at, or its first.
 */
function place(card: HTMLElement, link: HTMLAnchorElement, at: Point | null) {
  const pieces = [...link.getClientRects()];
  const { left } =
    pieces.find(
      (piece) => at && piece.top <= at.y && at.y <= piece.bottom && piece.left <= at.x && at.x <= piece.right,
    ) ??
    pieces[0] ??
    link.getBoundingClientRect();
  const { top, bottom } = link.getBoundingClientRect();
  const room = innerHeight - bottom;
  const below = room >= card.offsetHeight + 12 || room >= top;
  card.style.left = `${Math.max(8, Math.min(left, innerWidth - card.offsetWidth - 8))}px`;
  card.style.top = `${below ? bottom + 6 : top - card.offsetHeight - 6}px`;
}

/**
 * From now on shows a card with the short definition and small picture of a linked term: on hover after a moment, focus
 * or long press. `first`: what made this be loaded.
 */
export function watch(first: Event): void {
  let timer = 0;
  let shown: { card: HTMLElement; link: HTMLAnchorElement } | null = null;
  /** What a finger is on, and whether it has been there for long: then lifting it is no tap. */
  let pressed: HTMLAnchorElement | null = null;
  let held = false;

  function hide() {
    clearTimeout(timer);
    shown?.link.removeAttribute('aria-describedby');
    shown?.card.remove();
    shown = null;
  }
  async function show(link: HTMLAnchorElement, at: Point | null) {
    const slug = slugOf(link);
    const entry = (await loadIndex().catch(() => [])).find((document) => document.slug === slug);
    if (!entry || !(link === pressed || link.matches(':hover, :focus-visible'))) return;
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
    place(card, link, at);
    shown = { card, link };
  }
  function hold(link: HTMLAnchorElement, at: Point | null) {
    clearTimeout(timer);
    held = true;
    if (link !== shown?.link) show(link, at);
  }

  function onRest(event: Event) {
    const link = linkOf(event);
    const onCard = shown?.card.contains(event.target as Node);
    if (link || onCard) clearTimeout(timer);
    if (!link || link === shown?.link) return;
    const at = event instanceof PointerEvent ? { x: event.clientX, y: event.clientY } : null;
    timer = window.setTimeout(show, REST, link, at);
  }
  function onPress(event: TouchEvent) {
    if (shown?.card.contains(event.target as Node)) return;
    const link = linkOf(event);
    if (link !== shown?.link) hide();
    pressed = link;
    held = false;
    const [touch] = event.touches;
    if (!link || !touch) return;
    // Safari asks for no context menu by an event: it is told beforehand.
    link.style.setProperty('-webkit-touch-callout', 'none');
    const at = { x: touch.clientX, y: touch.clientY };
    // The first finger may have moved or gone before that was listened for.
    const still = () => event !== first || link.matches(':active');
    timer = window.setTimeout(() => still() && hold(link, at), event.timeStamp + PRESS - performance.now());
  }
  function onLift(event: TouchEvent) {
    // After a long press what was pressed stays known: its card may still be on its way.
    if (held && event.cancelable) event.preventDefault();
    else if (!held) {
      clearTimeout(timer);
      pressed = null;
    }
    held = false;
  }

  addEventListener('pointerover', (event) => event.pointerType === 'mouse' && onRest(event));
  addEventListener('pointerout', ({ pointerType }) => {
    if (pointerType !== 'mouse' || !shown || shown.link.matches(':focus-visible')) return;
    clearTimeout(timer);
    timer = window.setTimeout(hide, LINGER);
  });
  addEventListener('focusin', (event) => linkOf(event)?.matches(':focus-visible') && onRest(event));
  addEventListener('touchstart', onPress, { passive: true });
  addEventListener('touchmove', () => held || clearTimeout(timer), { passive: true });
  addEventListener('touchend', onLift);
  addEventListener('touchcancel', onLift);
  addEventListener('contextmenu', (event) => {
    const link = linkOf(event);
    if (!link || link !== pressed) return;
    event.preventDefault();
    hold(link, { x: event.clientX, y: event.clientY });
  });
  addEventListener('dragstart', (event) => held && event.preventDefault());
  for (const type of ['focusout', 'pagehide']) addEventListener(type, hide, { passive: true });
  // Focus itself may scroll the page, and so move what lies under the pointer: a card that waits is not to fall to that.
  addEventListener('scroll', () => shown && hide(), { passive: true });
  addEventListener('keydown', ({ key }) => key === 'Escape' && hide());
  if (first.type === 'touchstart') onPress(first as TouchEvent);
  else onRest(first);
}
