import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from '../../api/session.ts';
import { Page } from '../../components/page.tsx';
import { FxSection } from './fx-section.tsx';
import { KeysSection } from './keys-section.tsx';
import { RatesSection } from './rates-section.tsx';
import { WorkspaceSection } from './workspace-section.tsx';

/** Prices, exchange rates, the workspace and its keys. Viewers see what the numbers rest on, and change nothing. */
export default function SettingsPage() {
  const { data: session } = useQuery(sessionQuery);
  const isAdmin = session?.user.role === 'admin';
  return (
    <Page title="Settings" heading>
      <RatesSection canEdit={isAdmin} />
      <FxSection canEdit={isAdmin} />
      <WorkspaceSection canEdit={isAdmin} />
      {isAdmin ? <KeysSection /> : null}
    </Page>
  );
}
