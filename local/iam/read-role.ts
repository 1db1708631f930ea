import type { Resolved, Resources } from '../template/resources.ts';
import { asText, asTexts, parts } from '../template/structure.ts';
import { type Permission, readPermissions } from './permissions.ts';

/** A function's role, with everything its policies say. */
export interface Role {
  readonly name: string;
  readonly permissions: readonly Permission[];
}

/**
 * Reads the role behind an ARN: policies written into it and policies attached to it.
 * @throws Error when the template does not hold all that the role may do
 */
export function readRole(resources: Resources, arn: string): Role {
  const role = resources('AWS::IAM::Role').find((one) => one.attribute('Arn') === arn);
  if (!role) throw new Error(`The template declares no role ${arn}.`);
  for (const name of ['ManagedPolicyArns', 'PermissionsBoundary']) {
    if (role.properties[name] !== undefined)
      throw new Error(`${role.logicalId}: ${name} is not understood here.`);
  }
  const inline = parts(role.properties['Policies']).map((policy) => policy['PolicyDocument']);
  const attached = resources('AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::RolePolicy')
    .filter((policy) => isAttached(policy, role))
    .map(({ properties }) => properties['PolicyDocument']);
  return {
    name: role.ref,
    permissions: [...inline, ...attached].flatMap((document) => readPermissions(document, role.logicalId)),
  };
}

const isAttached = ({ properties }: Resolved, { ref }: Resolved): boolean =>
  asTexts(properties['Roles']).includes(ref) || asText(properties['RoleName']) === ref;
