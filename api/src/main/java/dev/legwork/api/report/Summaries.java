package dev.legwork.api.report;

import dev.legwork.api.LedgerAccess;
import dev.legwork.api.web.ProblemException;
import dev.legwork.report.ExecutionReport;
import dev.legwork.statistics.Summary;
import dev.legwork.statistics.TradeFigures;
import java.util.List;
import org.springframework.stereotype.Component;

/** Makes summaries of what the ledger's reports tell. */
@Component
class Summaries {
  static final int MOST = 20_000;

  private final LedgerAccess ledger;

  Summaries(LedgerAccess ledger) {
    this.ledger = ledger;
  }

  /**
   * @throws ProblemException 400 where there are more trades than one summary takes
   */
  Summary of(Period period) {
    var reports = ledger.get().reports();
    int running = reports.running(period.begin(), period.end(), period.account());
    List<ExecutionReport> ended =
        reports.accepted(period.begin(), period.end(), period.account(), MOST + 1);
    if (ended.size() > MOST) {
      throw ProblemException.invalid(
          "from",
          period.from().toString(),
          "has more than " + MOST + " trades until " + period.to() + ": name fewer days");
    }
    return Summary.of(
        period.from(),
        period.to(),
        period.account(),
        running,
        ended.stream().map(TradeFigures::of).toList());
  }
}
