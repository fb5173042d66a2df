import type { ReactNode } from 'react';

interface Props {
  title: ReactNode;
  /** What to do next, in a sentence. */
  children?: ReactNode;
  icon?: ReactNode;
  actions?: ReactNode;
  /** Heading level: 2 unless it stands inside a section. */
  level?: 2 | 3;
}

export function EmptyState({ title, children, icon, actions, level = 2 }: Props) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <div className="rounded-lg border-2 border-dashed border-line px-5 py-10 text-center">
      {icon ? <div className="mx-auto mb-3 w-fit text-muted [&_svg]:size-10">{icon}</div> : null}
      <Heading className="text-xl">{title}</Heading>
      {children ? <div className="mx-auto mt-2 max-w-xl text-muted">{children}</div> : null}
      {actions ? <div className="mt-5 flex flex-wrap justify-center gap-3">{actions}</div> : null}
    </div>
  );
}
