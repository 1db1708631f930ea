import { ok, type Plan, problem, type Verdict, warning } from '../../shared/readiness/verdict.ts';

/** What the templates ask of the bootstrap stack. */
const BOOTSTRAP = 6;

export interface Certificate {
  readonly domain: string;
  readonly names: readonly string[];
  /** As ACM says it: `ISSUED`, `PENDING_VALIDATION` … */
  readonly status: string;
}

export function judgeCertificate(certificates: readonly Certificate[], { domain }: Plan): Verdict {
  if (!domain) return warning('Say --domain, and its certificate is looked for.');
  const covering = certificates.filter((one) =>
    [one.domain, ...one.names].some((name) => covers(name, domain)),
  );
  if (covering.some(({ status }) => status === 'ISSUED'))
    return ok(`A certificate for ${domain} is issued in us-east-1.`);
  const [found] = covering;
  if (!found) {
    return warning(
      `There is no certificate for ${domain} yet: the first deployment makes one, and waits until the record that proves the domain is set. Have access to its DNS ready.`,
    );
  }
  if (found.status === 'PENDING_VALIDATION') {
    return problem(
      `The certificate for ${domain} waits for its proof. Set the CNAME record that Certificate Manager in us-east-1 shows.`,
    );
  }
  return problem(
    `The certificate for ${domain} is ${found.status}. Delete it in us-east-1 and deploy again.`,
  );
}

/** A star stands for exactly one label. */
function covers(name: string, domain: string): boolean {
  if (!name.startsWith('*.')) return name === domain;
  return domain.slice(domain.indexOf('.')) === name.slice(1);
}

/** @param version of the bootstrap stack; undefined where there is none */
export function judgeBootstrap(version: string | undefined, region: string): Verdict {
  const command = `npx cdk bootstrap aws://<account>/${region}`;
  if (version === undefined) return problem(`${region} is not bootstrapped. Run ${command}`);
  if (Number(version) < BOOTSTRAP)
    return problem(
      `${region} is bootstrapped with version ${version}, ${BOOTSTRAP} is needed. Run ${command}`,
    );
  return ok(`${region} is bootstrapped (version ${version}).`);
}

/** @param status as CloudFormation says it; undefined for a stack that is not there */
export function judgeStack(name: string, status: string | undefined): Verdict {
  if (status === undefined) return ok(`${name} is not there yet.`);
  if (status === 'ROLLBACK_COMPLETE' || status === 'ROLLBACK_FAILED' || status === 'CREATE_FAILED')
    return problem(`${name} could not be made (${status}). Delete that stack before deploying again.`);
  if (status.endsWith('_FAILED'))
    return problem(
      `${name} is stuck (${status}). CloudFormation → ${name} → Events says why; mend that first.`,
    );
  if (status.endsWith('_IN_PROGRESS'))
    return warning(`${name} is being changed (${status}). Wait until it is done.`);
  return ok(`${name} is there (${status}).`);
}
