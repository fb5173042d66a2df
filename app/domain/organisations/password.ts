/** What a password may not be. No composition rule: length, and nothing an attacker tries first (ASVS 5.0, 6.2). */
export const PASSWORD_LENGTH = { min: 12, max: 128 } as const;

export type PasswordFault = 'password-too-short' | 'password-too-long' | 'password-too-common';

/** Words at the heart of the most frequent French and English passwords, as `heart` leaves them. */
const HEARTS = new Set(
  `password passwort motdepasse motdepass monmotdepasse azerty azertyuiop azertyuiopqsdfghjklm qwerty qwertyuiop
  qwertyuiopasdfghjkl qsdfghjklm asdfghjkl wxcvbn zxcvbnm azertyqwerty qwertyazerty admin administrateur administrator root
  utilisateur user welcome welcometo bienvenue bonjour bonsoir coucou salut hello letmein iloveyou jetaime jetadore
  jetaimemonamour monamour amour amoureux mamour soleil princesse princess marseille olympiquedemarseille paris parissaintgermain
  psg france vivelafrance lafrance bretagne rennes nantes brest doudou loulou chouchou chocolat football superman batman
  starwars pokemon dragon master monkey sunshine shadow trustno michael jessica nicolas camille julien
  thomas gisement chantier reemploi materiaux changeme changezmoi secret topsecret monsecret secretsecret passe passepartout
  default defaut temporaire provisoire test testtest demo abcdefghijkl abcdefghijklmnopqrstuvwxyz correcthorsebatterystaple
  quatremots winter summer spring autumn hiver printemps automne janvier fevrier mars avril juin
  juillet aout septembre octobre novembre decembre lundi mardi mercredi jeudi vendredi samedi dimanche`.split(
    /\s+/,
  ),
);

const RUNS = [
  '0123456789012345678901234567890',
  'abcdefghijklmnopqrstuvwxyzabcdefghijkl',
  'azertyuiopqsdfghjklmwxcvbn',
  'qwertyuiopasdfghjklzxcvbnm',
];
const LOOKALIKES: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '€': 'e',
};

const plain = (text: string) => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');

const lettersOf = (text: string) => plain(text).replace(/[^a-z]/g, '');
/** "P@ssw0rd2026!" -> "password": ends without digits and signs, look-alike signs as letters. */
const heart = (text: string) =>
  plain(text)
    .replace(/^[^a-z@$€]+|[^a-z]+$/g, '')
    .replace(/[013457@$€]/g, (sign) => LOOKALIKES[sign] ?? sign)
    .replace(/[^a-z]/g, '');

/** The shortest block whose repetition makes the whole text: "azertyazerty" -> "azerty". */
function block(text: string): string {
  for (let size = 1; size <= text.length / 2; size++) {
    const unit = text.slice(0, size);
    if (unit.repeat(Math.ceil(text.length / size)).slice(0, text.length) === text) return unit;
  }
  return text;
}

const isRun = (text: string) =>
  RUNS.some((run) => run.includes(text) || [...run].reverse().join('').includes(text));

function isCommon(password: string): boolean {
  const lower = plain(password);
  const unit = block(lower);
  if (new Set(lower).size < 5 || unit.length < 4 || isRun(unit) || isRun(lower)) return true;
  return [lettersOf(password), heart(password), heart(unit)].some(
    (core) => HEARTS.has(core) || HEARTS.has(block(core)),
  );
}

/** True when what remains without the person's own words is too short to be a password. */
function isAboutThem(
  password: string,
  { email = '', name = '' }: { email?: string; name?: string },
): boolean {
  const [local = '', domain = ''] = plain(email).split('@');
  const words = [
    plain(email),
    local,
    ...local.split(/[._+-]/),
    domain.split('.')[0] ?? '',
    plain(name).replace(/\s/g, ''),
    ...plain(name).split(/\s+/),
  ];
  let rest = plain(password);
  for (const word of words.sort((a, b) => b.length - a.length))
    if (word.length >= 4) rest = rest.replaceAll(word, '');
  return rest.length < plain(password).length && rest.length < 8;
}

/** Verdict on a new password; `about` is what an attacker knows of its owner. */
export function passwordVerdict(
  password: string,
  about: { email?: string; name?: string } = {},
): { ok: true } | { ok: false; code: PasswordFault } {
  const length = [...password].length;
  if (length < PASSWORD_LENGTH.min) return { ok: false, code: 'password-too-short' };
  if (length > PASSWORD_LENGTH.max) return { ok: false, code: 'password-too-long' };
  if (isCommon(password) || isAboutThem(password, about)) return { ok: false, code: 'password-too-common' };
  return { ok: true };
}
