import { Link, type LinkProps } from '@remix-run/react';
import { classes } from './classes.ts';

export function TextLink({ className, ...rest }: LinkProps) {
  return <Link className={classes('link', className)} {...rest} />;
}
