import { Anchor } from '@mantine/core';
import { Link } from 'react-router';

/** What stands where a cost would be when nothing has a price: the reason and the one thing to do. */
export function NoPriceHint() {
  return (
    <>
      <strong>No price covers this usage yet.</strong>
      <span>Costs stay unknown until there is one; past usage is priced from the day the price starts.</span>
      <Anchor component={Link} to="/settings" fw={600} underline="always">
        Add a price
      </Anchor>
    </>
  );
}
