/**
 * For what could not be fetched: a newer site may have replaced it, which only a newly loaded page knows. Without a
 * network a reload would lose the page as well.
 */
export const Reload = () =>
  navigator.onLine && (
    <button type="button" onClick={() => location.reload()}>
      Reload the page
    </button>
  );
