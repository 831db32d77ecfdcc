import type { UseQueryResult } from '@tanstack/react-query';
import { Problem } from '../api/problem.ts';
import type { PanelState } from '../components/panel-state.ts';

/** How a panel shows the state of its request. */
export function panelStateOf(result: UseQueryResult<unknown>): PanelState {
  const { error, data, isPlaceholderData, refetch } = result;
  return {
    loading: data === undefined && error === null,
    dimmed: data !== undefined && (isPlaceholderData || error !== null),
    failure: error
      ? { message: error.message, reference: error instanceof Problem ? error.requestId : undefined }
      : null,
    retry: () => void refetch(),
  };
}
