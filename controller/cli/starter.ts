/** The files `atlas init` writes: small, commented, and right as they stand. */

export interface StarterFacts {
  readonly fleet: string;
  readonly timezone: string;
  /** Who writes it: the first person of the policy. */
  readonly person: { readonly name: string; readonly email: string; readonly key: string };
}

/** Path → content, below the fleet repo. */
export function starterFleet({ fleet, timezone, person }: StarterFacts): ReadonlyMap<string, string> {
  return new Map([
    ['fleet.yaml', fleetYaml(fleet, timezone)],
    ['sites.yaml', sitesYaml],
    ['hosts/example.yaml', hostYaml],
    ['windows/saturday-night.yaml', windowYaml(timezone)],
    ['policy/approval-policy.yaml', policyYaml(fleet, person)],
    ['README.md', readme(fleet)],
  ]);
}

export function atlasYaml(facts: { readonly fleet: string; readonly url: string; readonly commit: string | null }): string {
  const commit = facts.commit ?? '0000000000000000000000000000000000000000';
  const todo = facts.commit === null ? '      # Fill in its id (git rev-parse HEAD)\n' : '';
  return `# Configuration of this controller. Check it with: atlas config check
# Stands in every signed journal head, so choose it once.
instance: atlas.example
# Database, keys and mirrors; only the controller's user may read it.
state: ./state
listen:
  # Agents call here (TLS 1.3). The names stand in the server certificate.
  agents: { host: 0.0.0.0, port: 8443, names: [localhost] }
fleets:
  - name: ${facts.fleet}
    # https://…, ssh://… or file:///…, without credentials
    url: ${facts.url}
    ref: refs/heads/main
    review: { mode: signatures }
    trust:
      # Trust starts from this commit; every later one needs its approvals. Its policy must name two people already,
      # and the first serve settles it.
${todo}      commit: ${commit}
`;
}

function fleetYaml(fleet: string, timezone: string): string {
  return `# One repository is one fleet; this document has the defaults of all others.
apiVersion: atlas/v1
kind: Fleet
metadata: { name: ${fleet} }
spec:
  timezone: ${timezone}
  # A host that has not reported for this long is not touched.
  factsMaxAge: PT10M
  # How long after its release a patch may take, by severity.
  patchSla: { critical: PT24H, high: P7D, medium: P30D, low: P90D }
  # People are told this many days before the first planned start.
  notice: { days: 7, postponableUntilDays: 3 }
`;
}

const sitesYaml = `apiVersion: atlas/v1
kind: Site
metadata: { name: main }
spec:
  displayName: Main site
`;

const hostYaml = `# A Debian server that is patched by its own agent. Hyper-V hosts and their VMs look like those of fleet-example/.
apiVersion: atlas/v1
kind: Host
metadata: { name: web-01 }
spec:
  site: main
  product: debian-12
  # Rings of a rollout choose hosts by labels.
  labels: { ring: pilot }
  # Enrolment: a one-use token from "atlas agents token web-01", or the agent's key: { key: "sha256:…" }
  agent: { enrol: token }
`;

function windowYaml(timezone: string): string {
  return `# Nothing planned starts outside its window. See when it opens: atlas windows .
apiVersion: atlas/v1
kind: MaintenanceWindow
metadata: { name: saturday-night }
spec:
  timezone: ${timezone}
  opens: { weekly: { day: saturday, at: "20:00" } }
  # By wall clock, on clock-change nights too.
  duration: PT8H
  # Nothing starts in the last hour.
  cutoff: PT1H
`;
}

function policyYaml(fleet: string, me: { readonly name: string; readonly email: string; readonly key: string }): string {
  return `# Who may approve what. A change is judged by this file as it was before the change.
# The author of a change never counts, so a fleet needs two people: add the second before you need them.
apiVersion: atlas/v1
kind: ApprovalPolicy
metadata: { name: ${fleet} }
spec:
  people:
    - name: ${me.name}
      teams: [ops]
      emails: [${me.email}]
      keys: ["${me.key}"]
    # - name: ines
    #   teams: [ops]
    #   emails: [ines@example.org]
    #   keys: ["ssh-ed25519 AAAA…"]
  rules:
    - { name: everything, count: 1, of: [ops] }
  requireMfa: false
  mayStop: [ops]
`;
}

function readme(fleet: string): string {
  return `# The fleet ${fleet}

Nothing happens here except by a reviewed commit. Before you push: \`atlas validate .\` and \`atlas plan .\`.
Approve somebody else's commit: \`atlas approve <commit>\`.
`;
}
