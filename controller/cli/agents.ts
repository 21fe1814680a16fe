import { newKeyText, renderAgents } from '#core/views/agents.ts';
import { instant } from '#core/model/time.ts';
import { durationText } from '#core/views/format.ts';
import { connectToFleet, orderedBy } from './connect.ts';
import { Trouble } from './exit-codes.ts';
import { type CommonOptions, printJson, type Terminal, viewOptions } from './terminal.ts';

export async function list(terminal: Terminal, options: CommonOptions): Promise<void> {
  const { operator, fleet } = await connectToFleet(terminal, options);
  const agents = await operator.agents(fleet);
  if (options.json === true) return printJson(terminal, agents);
  const { input } = await operator.situation(fleet);
  const { hosts, timezone } = input.fleet;
  const keyDeclared = (host: string): boolean => Object.hasOwn(hosts, host) && hosts[host]!.agentKey !== null;
  terminal.out(renderAgents(agents, input.now, viewOptions(terminal, timezone), keyDeclared));
}

export async function revoke(
  terminal: Terminal,
  options: CommonOptions & { readonly why?: string },
  host: string,
): Promise<void> {
  const { why } = options;
  if (why === undefined || why.trim() === '')
    throw new Trouble('usage', 'why', 'no reason given', 'say it in a sentence: --why "laptop was stolen"');
  const { operator, fleet } = await connectToFleet(terminal, options);
  // revoking must not depend on declarations that can be read
  const known = await operator.situation(fleet).catch(() => null);
  await operator.revoke(fleet, { host, by: orderedBy(terminal), why });
  if (options.json === true) return printJson(terminal, { revoked: host, fleet });
  const hosts = known?.input.fleet.hosts ?? {};
  const back = Object.hasOwn(hosts, host) ? `; ${newKeyText(host, hosts[host]!.agentKey !== null)}` : '';
  terminal.out(`revoked the certificate of ${host}; nothing runs there any more${back}`);
}

export async function token(terminal: Terminal, options: CommonOptions, host: string): Promise<void> {
  const { operator, fleet } = await connectToFleet(terminal, options);
  const made = await operator.token(fleet, { host, by: orderedBy(terminal) });
  if (options.json === true) return printJson(terminal, { host, ...made });
  terminal.out(made.token);
  const { input } = await operator.situation(fleet);
  terminal.note(`for ${host}, once, within ${durationText(instant(made.expires) - input.now)}; it is not shown again`);
}
