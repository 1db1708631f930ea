import type { IPolicyValidationContext, PolicyValidationPluginReport } from 'aws-cdk-lib';
import {
  AwsSolutionsChecks,
  type IApplyRule,
  NagRuleCompliance,
  type NagRuleResult,
  ServerlessChecks,
} from 'cdk-nag';

/** How often a pack's rules applied to something of ours, and how that went. */
class Tally {
  applicable = 0;
  compliant = 0;
  findings = 0;
  unacknowledged = 0;

  /** The same rule, counting what it says. The pack reads the rule's name, so that has to stay. */
  counting(params: IApplyRule): IApplyRule {
    const rule = (node: IApplyRule['node']): NagRuleResult => this.count(params.rule(node));
    return { ...params, rule: Object.defineProperty(rule, 'name', { value: params.rule.name }) };
  }

  toString(): string {
    const { applicable, compliant, findings, unacknowledged } = this;
    return `${applicable} applicable, ${compliant} compliant, ${findings - unacknowledged} findings acknowledged, ${unacknowledged} open`;
  }

  private count(result: NagRuleResult): NagRuleResult {
    if (result === NagRuleCompliance.NOT_APPLICABLE) return result;
    this.applicable += 1;
    if (result === NagRuleCompliance.COMPLIANT) this.compliant += 1;
    else this.findings += Array.isArray(result) ? result.length : 1;
    return result;
  }
}

function reportAndPrint(name: string, tally: Tally, report: PolicyValidationPluginReport) {
  tally.unacknowledged = report.violations.flatMap((violation) => violation.violatingResources).length;
  console.log(`cdk-nag ${name}: ${tally}`);
  return report;
}

/** AWS's general rules, with the counts printed. */
export class CountedAwsSolutions extends AwsSolutionsChecks {
  readonly #tally = new Tally();

  override validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    return reportAndPrint(this.name, this.#tally, super.validate(context));
  }

  protected override applyRule(params: IApplyRule): void {
    super.applyRule(this.#tally.counting(params));
  }
}

/** AWS's rules for serverless systems, with the counts printed. */
export class CountedServerless extends ServerlessChecks {
  readonly #tally = new Tally();

  override validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    return reportAndPrint(this.name, this.#tally, super.validate(context));
  }

  protected override applyRule(params: IApplyRule): void {
    super.applyRule(this.#tally.counting(params));
  }
}
