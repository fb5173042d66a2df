import { Link, type LinkProps } from '@remix-run/react';
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { classes } from './classes.ts';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';
export type ButtonSize = 'normal' | 'large' | 'small';

interface Look {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** A lucide icon, shown before the words. */
  icon?: ReactNode;
  wide?: boolean;
}

const variants: Record<ButtonVariant, string> = {
  primary: 'bg-accent text-on-accent border-accent hover:bg-accent-strong hover:border-accent-strong',
  secondary: 'bg-surface text-ink border-ink hover:bg-sunken',
  quiet:
    'bg-transparent text-ink border-transparent hover:bg-sunken underline decoration-1 underline-offset-4',
  danger: 'bg-surface text-danger border-danger hover:bg-danger-soft',
};

const sizes: Record<ButtonSize, string> = {
  small: 'min-h-11 sm:min-h-9 px-3 text-sm',
  normal: 'min-h-11 px-4',
  large: 'min-h-13 px-6 text-lg',
};

export function buttonClass(
  { variant = 'secondary', size = 'normal', wide }: Look = {},
  extra?: string,
): string {
  return classes(
    'inline-flex items-center justify-center gap-2 rounded border-[1.5px] py-1.5 font-semibold leading-tight text-center no-underline',
    'transition-colors duration-100 disabled:opacity-55 disabled:cursor-not-allowed aria-disabled:opacity-55 aria-disabled:cursor-progress',
    '[&_svg]:size-5 [&_svg]:shrink-0',
    variants[variant],
    sizes[size],
    wide && 'w-full',
    extra,
  );
}

export function Button({
  variant,
  size,
  icon,
  wide,
  className,
  children,
  type = 'button',
  ...rest
}: Look & ButtonHTMLAttributes<HTMLButtonElement>) {
  return (
    <button type={type} className={buttonClass({ variant, size, wide }, className)} {...rest}>
      {icon}
      {children}
    </button>
  );
}

/** A link that looks like a button: it goes somewhere, it does nothing. */
export function LinkButton({ variant, size, icon, wide, className, children, ...rest }: Look & LinkProps) {
  return (
    <Link className={buttonClass({ variant, size, wide }, className)} {...rest}>
      {icon}
      {children}
    </Link>
  );
}
