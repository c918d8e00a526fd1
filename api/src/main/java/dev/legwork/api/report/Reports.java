package dev.legwork.api.report;

import dev.legwork.api.LedgerAccess;
import dev.legwork.api.execution.Executions;
import dev.legwork.api.web.ProblemException;
import dev.legwork.report.ExecutionReport;
import dev.legwork.report.ReportLevel;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Finds the report of an ended execution. */
@Component
class Reports {
  private final LedgerAccess ledger;
  private final Executions executions;

  Reports(LedgerAccess ledger, Executions executions) {
    this.ledger = ledger;
    this.executions = executions;
  }

  /**
   * @throws ProblemException 404 where there is no such execution, or it has not ended
   */
  ExecutionReport of(String id) {
    return ledger.get().reports().find(id).orElseThrow(() -> none(id));
  }

  private ProblemException none(String id) {
    return ProblemException.notFound(
        executions
            .stored(id)
            .map(s -> "execution " + id + " is " + s.state() + ": its report comes with its end")
            .orElse("there is no report of an execution " + id));
  }

  static ReportLevel level(String name) {
    return ReportLevel.named(name)
        .orElseThrow(
            () ->
                ProblemException.invalid(
                    "level", name, "must be one of " + names(ReportLevel.values())));
  }

  private static List<String> names(ReportLevel... levels) {
    return List.of(levels).stream().map(level -> level.name().toLowerCase(Locale.ROOT)).toList();
  }
}
