/** Which names a fleet repo may hold: those that mean the same on every file system and never reach outside. */

// oxlint-disable-next-line no-control-regex
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\\/<>:"|?*\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;
const WINDOWS_DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\.|$)/i;
const maxNameLength = 255;

/** Why a name is refused, null when it is fine. The sentence continues "<name> …". */
export function hostileName(name: string): string | null {
  if (name === '' || name === '.' || name === '..') return 'is not a name';
  if (name.length > maxNameLength) return `is longer than ${maxNameLength} characters`;
  if (UNSAFE.test(name)) return 'holds a control, direction or path character';
  if (/^\.git$/i.test(name) || /^git~[0-9]+$/i.test(name)) return 'is Git’s own directory';
  if (/[. ]$/.test(name)) return 'ends in a dot or a space, which Windows drops';
  if (WINDOWS_DEVICE.test(name)) return 'is a device name on Windows';
  if (name.normalize('NFC') !== name) return 'is not in Unicode normal form C';
  return null;
}

/** A path of a commit, `sites/paris/hosts.yaml`: relative, with `/`, every segment a good name. */
export function isSafePath(path: string): boolean {
  return path.length <= 500 && path.split('/').every((segment) => hostileName(segment) === null);
}

/** `.yaml` and `.yml`; anything in or below a name that starts with a dot (`.github/`, `.pre-commit-config.yaml`) is not ours. */
export function isDeclarationFile(path: string): boolean {
  return /\.ya?ml$/i.test(path) && isSafePath(path) && path.split('/').every((segment) => !segment.startsWith('.'));
}
