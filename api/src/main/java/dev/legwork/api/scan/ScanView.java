package dev.legwork.api.scan;

import dev.legwork.scan.ScanPlan;
import dev.legwork.session.Tally;
import dev.legwork.strategy.Opportunity;
import dev.legwork.workflow.scan.ScanResult;
import java.time.Instant;
import java.util.List;

/**
 * A pass over chains as it is answered.
 *
 * @param id its workflow is {@code scan/<id>}
 * @param at when it looked
 * @param settled whether everything was heard of that will be
 * @param troubles what it could not look at, one line each
 * @param tallies the funnels, one for each strategy
 * @param found opportunities there were
 * @param opportunities the best of them first
 */
record ScanView(
    String id,
    String account,
    Instant at,
    boolean settled,
    List<String> troubles,
    List<Tally> tallies,
    int found,
    List<Opportunity> opportunities) {

  static ScanView of(String id, ScanPlan plan, ScanResult result) {
    return new ScanView(
        id,
        plan.account(),
        result.at(),
        result.settled(),
        result.troubles(),
        result.tallies(),
        result.found(),
        result.opportunities());
  }
}
