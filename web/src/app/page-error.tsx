import { isRouteErrorResponse, useRouteError } from 'react-router';
import { ErrorNote } from '../components/error-note.tsx';

/** Stands where a page broke; the rest of the product goes on. */
export function PageError() {
  const error = useRouteError();
  const message = isRouteErrorResponse(error)
    ? error.statusText
    : error instanceof Error
      ? error.message
      : 'Something unexpected happened.';
  return (
    <div style={{ maxWidth: 720, margin: '48px auto', padding: '0 20px' }}>
      <ErrorNote message={message} onRetry={() => location.reload()} />
    </div>
  );
}
