import { z } from 'zod';
import {
  choice,
  communeCode,
  email,
  fail,
  optionalPhone,
  optionalText,
  optionalWebsite,
  text,
  v,
} from '#app/domain/validation.ts';
import { PASSWORD_LENGTH, passwordVerdict } from './password.ts';
import { sirenIn } from './rules.ts';
import {
  choosableKinds,
  legalStatuses,
  type OrganisationKind,
  profiles,
  roles,
  territoryLevels,
} from './vocabulary.ts';

const newPassword = z
  .string({ error: v('required') })
  .min(1, v('required'))
  .refine((typed) => typed === '' || [...typed].length >= PASSWORD_LENGTH.min, v('password-too-short'))
  .refine((typed) => [...typed].length <= PASSWORD_LENGTH.max, v('password-too-long'));

/** A password typed to be compared: bounded, because comparing costs. */
const typedPassword = z
  .string({ error: v('required') })
  .min(1, v('required'))
  .max(1000, v('too-long'));
const personName = text(120, 2);

export const signUpSchema = z
  .object({ name: personName, email, password: newPassword, profile: choice(profiles) })
  .superRefine(({ name, email: address, password }, ctx) => {
    const verdict = passwordVerdict(password, { name, email: address });
    if (!verdict.ok) ctx.addIssue({ code: 'custom', path: ['password'], message: v(verdict.code) });
  });
export type SignUpInput = z.output<typeof signUpSchema>;

export const signInSchema = z.object({ email, password: typedPassword });
export const forgotSchema = z.object({ email });

/** Value of a link: 256 bits in base64url. */
export const linkToken = z.string({ error: v('required') }).regex(/^[A-Za-z0-9_-]{43}$/, v('invalid-link'));
export const linkSchema = z.object({ token: linkToken });
export const resetSchema = z.object({ token: linkToken, password: newPassword });
export const changePasswordSchema = z.object({ currentPassword: typedPassword, password: newPassword });

export const siren = z
  .string()
  .optional()
  .transform((typed, ctx) => {
    if (!typed?.trim()) return undefined;
    return sirenIn(typed) ?? fail(ctx, 'invalid-siren');
  });

export const createOrganisationSchema = z
  .object({
    name: text(160, 2),
    kind: choice(choosableKinds),
    legalStatus: z.enum(legalStatuses, v('invalid-choice')).optional(),
    siren,
    socialEconomy: z.enum(['on']).optional(),
    separate: z.enum(['on']).optional(),
    communeCode: communeCode.optional(),
    territoryLevel: z.enum(territoryLevels, v('invalid-choice')).optional(),
    territoryCode: optionalText(20),
  })
  .superRefine((value, ctx) => {
    const need = (field: string) => ctx.addIssue({ code: 'custom', path: [field], message: v('required') });
    if (value.kind === 'collectivite') {
      if (!value.territoryLevel) need('territoryLevel');
      if (!value.territoryCode) need('territoryCode');
    } else if (!value.communeCode) need('communeCode');
  });

/** The kind stays: what it gives a right to has been relied on. */
export const editOrganisationSchema = z.object({
  name: text(160, 2),
  legalStatus: z.enum(legalStatuses, v('invalid-choice')).optional(),
  siren,
  socialEconomy: z.enum(['on']).optional(),
  communeCode: communeCode.optional(),
  territoryLevel: z.enum(territoryLevels, v('invalid-choice')).optional(),
  territoryCode: optionalText(20),
  phone: optionalPhone,
  website: optionalWebsite,
  description: optionalText(4000),
});
type Edited = z.output<typeof editOrganisationSchema>;
/** What is missing was left empty. */
export type EditOrganisationInput = Partial<Edited> & Pick<Edited, 'name'>;

/** What the form of that kind must have. */
export const editOrganisationOf = (kind: OrganisationKind) =>
  editOrganisationSchema.superRefine((value, ctx) => {
    const needed =
      kind === 'collectivite' ? (['territoryLevel', 'territoryCode'] as const) : (['communeCode'] as const);
    for (const field of needed) {
      if (!value[field]) ctx.addIssue({ code: 'custom', path: [field], message: v('required') });
    }
  });

export const profileSchema = z.object({
  name: personName,
  phone: optionalPhone,
  locale: choice(['fr', 'en']),
});
export type ProfileInput = z.output<typeof profileSchema>;
export const changeEmailSchema = z.object({ email, currentPassword: typedPassword });

export const inviteSchema = z.object({ email, role: choice(roles) });
export const changeRoleSchema = z.object({ person: z.uuid(v('invalid-choice')), role: choice(roles) });
/** Which SIREN somebody looks for, as the address carries it. */
export const sirenLookedFor = (typed: string | null): string | null => (typed ? sirenIn(typed) : null);
export const askToJoinSchema = z.object({
  organisation: z.uuid(v('invalid-choice')),
  message: optionalText(500),
});
export const acceptAsNewSchema = z.object({ name: personName, password: newPassword });
export const guestSchema = z.object({
  name: personName,
  email,
  phone: optionalPhone,
  communeCode: communeCode.optional(),
});
export type GuestInput = z.output<typeof guestSchema>;
