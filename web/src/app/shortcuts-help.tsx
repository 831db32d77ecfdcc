import { Kbd, Table } from '@mantine/core';
import { Dialog } from '../components/dialog.tsx';

const SHORTCUTS = [
  ['t', 'Choose the time range'],
  ['/', 'Filter'],
  ['c', 'Compare with the period before, or not'],
  ['d', 'Light or dark'],
  ['?', 'This list'],
] as const;

export function ShortcutsHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Dialog opened={opened} onClose={onClose} title="Keyboard shortcuts">
      <Table>
        <Table.Tbody>
          {SHORTCUTS.map(([key, what]) => (
            <Table.Tr key={key}>
              <Table.Td w={60}>
                <Kbd>{key}</Kbd>
              </Table.Td>
              <Table.Td>{what}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <p style={{ color: 'var(--text-soft)', fontSize: 13 }}>
        Drag over a chart to look closer; the browser's back button returns.
      </p>
    </Dialog>
  );
}
