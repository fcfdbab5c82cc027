import { Avatar } from '@fluentui/react-components';

/** Fluent draws initials for Latin names alone; for others the first letters of family and given name serve. */
export function PersonAvatar({ id, name, size = 32 }: { id: string; name: string; size?: 24 | 32 }) {
  return (
    <Avatar
      name={name}
      initials={{ children: initialsOf(name), style: { fontSize: size / 3 } }}
      color="colorful"
      idForColor={id}
      size={size}
      aria-hidden
    />
  );
}

export function initialsOf(name: string): string {
  const [family = '', given = ''] = name.split(/[\s　]+/);
  return `${family.slice(0, 1)}${given.slice(0, 1)}`;
}
