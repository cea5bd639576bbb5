/**
 * For what could not be fetched: a newer site may have replaced it, which only a newly loaded page knows. Without a
 * network a reload would lose the page as well.
 */
export const Reload = () =>
  navigator.onLine && (
    // biome-ignore lint/a11y/useValidAnchor: the empty address is this page's own
    <a href="">Reload the page</a>
  );
