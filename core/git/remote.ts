/** Which addresses and refs may be given to Git. Checked by us: Git's own reading of an address can run programs. */

export interface RemoteUrl {
  readonly type: 'url';
  /** The whole address, without credentials, as it is given to Git and shown to people. */
  readonly text: string;
  readonly protocol: 'https' | 'ssh' | 'file';
  /** '' for a file. */
  readonly host: string;
}

/** `why` and `remedy` are sentences without their full stop. */
export interface RemoteRefusal {
  readonly type: 'refused';
  readonly why: string;
  readonly remedy: string;
}

const forms = 'Use https://HOST/PATH, ssh://USER@HOST/PATH or file:///PATH';
const FORM = /^(?<protocol>https|ssh|file):\/\/(?:(?<user>[^/@]*)@)?(?<host>[\w.-]*)(?<port>:[0-9]{1,5})?(?<path>\/[^@]*)$/;

export function parseRemoteUrl(text: string): RemoteUrl | RemoteRefusal {
  if (text.length > 1_000) return refused('it is too long');
  // Nothing of this needs escaping, so nothing can be misread by Git, ssh or a shell behind them.
  if (!/^[\w.~:/@+%-]+$/.test(text)) return refused('it holds characters an address does not need');
  if (/^[\w.-]+@[\w.-]+:/.test(text)) return refused('the short form of ssh is not read', 'Write ssh://USER@HOST/PATH');
  const parts = FORM.exec(text)?.groups;
  if (!parts) return refused('it is none of the known forms');
  const { user, port } = parts;
  const [host, path] = [parts['host']!, parts['path']!];
  if (/\/-|%(?![0-9a-f]{2})|%[01]|%2[df]|%7f/i.test(path)) return refused('the path is not plain');
  if (/^[-.]/.test(host)) return refused(`"${host}" is no host name`);
  const protocol = parts['protocol'] as RemoteUrl['protocol'];
  if (protocol === 'file') {
    if (host !== '' || user !== undefined || port !== undefined) return refused('a file URL has no host', 'Write file:///PATH');
    return { type: 'url', text, protocol, host };
  }
  if (host === '') return refused('it names no host');
  if (protocol === 'https' && user !== undefined) {
    return refused('credentials in an address end up in logs', 'Put the token into a file and name it under trust.token');
  }
  if (protocol === 'ssh' && user !== undefined && !/^[A-Za-z0-9_][\w.-]*$/.test(user)) {
    return refused('the user is not a plain name', 'Write ssh://USER@HOST/PATH');
  }
  return { type: 'url', text, protocol, host };
}

/** The full name of a branch, `refs/heads/main`, that Git and every shell read as nothing else. */
export function isBranchRef(text: string): boolean {
  return (
    /^refs\/heads\/[\w./-]{1,200}$/.test(text) &&
    !/\.\.|\/\/|\/\.|\.$|\/$|\.lock(?:\/|$)/.test(text) &&
    !text.startsWith('refs/heads/-')
  );
}

function refused(why: string, remedy: string = forms): RemoteRefusal {
  return { type: 'refused', why, remedy };
}
