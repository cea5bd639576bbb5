import { Reload } from '@/components/site/reload';

/** Something of ours failed; one click tries again. */
export function Failure({ what, why, onRetry }: { what: string; why: string; onRetry: () => void }) {
  return (
    <div className="failure" role="alert">
      <p>
        {what} ({why}). The picture and the text stay as they were.
      </p>
      <button type="button" onClick={onRetry}>
        Retry
      </button>{' '}
      <Reload />
    </div>
  );
}
