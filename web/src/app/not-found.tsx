import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import { Page } from '../components/page.tsx';

export default function NotFound() {
  return (
    <Page title="There is no such page" heading>
      <p>
        <Anchor component={Link} to="/" underline="always">
          Go to the Overview
        </Anchor>
      </p>
    </Page>
  );
}
