import { ActionIcon, Menu } from '@mantine/core';
import {
  IconKeyboard,
  IconLogout,
  IconMailX,
  IconMoon,
  IconSettings,
  IconSun,
  IconUser,
} from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from 'react-router';
import { rejectedCountsQuery } from '../api/rejected-events.ts';
import { sessionQuery, signOut } from '../api/session.ts';
import classes from './user-menu.module.css';

interface UserMenuProps {
  scheme: 'light' | 'dark';
  onToggleScheme: () => void;
  onHelp: () => void;
}

export function UserMenu({ scheme, onToggleScheme, onHelp }: UserMenuProps) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { data: session } = useQuery(sessionQuery);
  const { data: rejected } = useQuery(rejectedCountsQuery());
  const open = (rejected?.items ?? [])
    .filter(({ status }) => status === 'open')
    .reduce((sum, { count }) => sum + count, 0);
  const leave = useMutation({
    mutationFn: signOut,
    onSuccess: async () => {
      await navigate('/sign-in', { replace: true });
      // Nothing that the last person saw may be shown to the next one.
      client.clear();
    },
  });
  const name = session?.user.email ?? 'Administrator';
  const SchemeIcon = scheme === 'dark' ? IconSun : IconMoon;
  return (
    <div className={classes.tools}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={scheme === 'dark' ? 'Use light colours' : 'Use dark colours'}
        onClick={onToggleScheme}
      >
        <SchemeIcon size={18} />
      </ActionIcon>
      <Menu position="bottom-end" shadow="lg" width={230}>
        <Menu.Target>
          <ActionIcon variant="default" radius="xl" size="lg" aria-label="Account and settings">
            <IconUser size={17} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            {name} · {session?.user.role}
          </Menu.Label>
          <Menu.Item component={Link} to="/settings" leftSection={<IconSettings size={16} />}>
            Settings
          </Menu.Item>
          <Menu.Item
            component={Link}
            to="/rejected-events"
            leftSection={<IconMailX size={16} />}
            rightSection={open > 0 ? <span className="number">{open.toLocaleString('en')}</span> : null}
          >
            Rejected events
          </Menu.Item>
          <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={onHelp}>
            Keyboard shortcuts
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => leave.mutate()}>
            Sign out
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
