import type { ComponentProps, ReactNode } from 'react';
import { Link, type LinkProps } from 'react-router';

/** How much a button asks for attention: one primary a page. */
export type Weight = 'primary' | 'secondary' | 'quiet' | 'danger';

const weights: Readonly<Record<Weight, string>> = {
  primary: 'button-primary',
  secondary: 'button-secondary',
  quiet: 'button-quiet',
  danger: 'button-danger',
};

/** The look of a button, shared by buttons and the links that look like one. */
export const buttonClass = (weight: Weight, small = false): string =>
  `button ${weights[weight]}${small ? ' button-small' : ''}`;

interface ButtonLook {
  readonly weight?: Weight;
  readonly small?: boolean;
  readonly children: ReactNode;
}

type ButtonProps = ButtonLook & Omit<ComponentProps<'button'>, 'disabled' | 'className' | 'children'>;

/** A button: a verb with its object. It is never disabled; what cannot be done is an ActionButton that says why. */
export const Button = ({ weight = 'secondary', small, type = 'submit', ...rest }: ButtonProps) =>
  <button type={type} className={buttonClass(weight, small)} {...rest} />;

type LinkButtonProps = ButtonLook & Omit<LinkProps, 'className' | 'children'>;

/** A link that is the next step of a page, looking like a button. */
export const LinkButton = ({ weight = 'secondary', small, ...rest }: LinkButtonProps) =>
  <Link className={buttonClass(weight, small)} {...rest} />;

/** A link between words, or at the head of a section. */
export const TextLink = (props: Omit<LinkProps, 'className'>) => <Link className="link" {...props} />;

/** Buttons of one form or card in a row; on a phone one below the other. */
export const ButtonRow = ({ children }: { children: ReactNode }) =>
  <div className="flex flex-wrap items-start gap-4 max-sm:flex-col max-sm:items-stretch">{children}</div>;
